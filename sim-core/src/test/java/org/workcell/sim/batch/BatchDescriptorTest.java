package org.workcell.sim.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchDescriptorTest {

  private static final BatchLayout LAYOUT =
      new BatchLayout(
              BlockSpec.vector("action", DataType.FLOAT32, 3, -1, 1),
              List.of(BlockSpec.vector("state", DataType.FLOAT64, 5, -1, 1)),
              List.of("distance to goal", "grasp"))
          .withImages(List.of(BlockSpec.images("images", 1, 2, 4)));

  /** Offsets are part of what clients rely on; a change needs another version. */
  @Test
  void theTextIsStable() {
    String expected =
        """
        workcell-batch	2
        rows	3
        bytes	1024
        block	action	action	float32	[3]	0	12
        block	intervention	action	float32	[3]	64	12
        block	actor	action	uint8	[1]	128	1
        block	state	observation	float64	[5]	192	40
        block	reward	reward	float64	[1]	320	8
        block	terminated	flag	uint8	[1]	384	1
        block	truncated	flag	uint8	[1]	448	1
        block	success	flag	uint8	[1]	512	1
        block	executed_action	executed	float32	[3]	576	12
        block	executed_by	executed	uint8	[1]	640	1
        block	info	info	float64	[2]	704	16	distance to goal	grasp
        block	episode	episode	float64	[5]	768	40	return	steps	success_once	success_at_end	first_success_step
        block	images	image	uint8	[1,2,4,3]	896	24
        """;
    BatchDescriptor descriptor = BatchDescriptor.of(LAYOUT, 3);
    assertEquals(expected, descriptor.toText());
    assertEquals(descriptor, BatchDescriptor.parse(expected));
    SegmentDescriptor segment = new SegmentDescriptor(descriptor, 2, true);
    assertEquals(segment, SegmentDescriptor.parse(segment.toText()));
    assertEquals(4096 + 1024, segment.batchOffset(1));
    assertEquals(4096 + 3 * 1024, segment.finalsOffset(1));
    assertEquals(4096 + 4 * 1024, segment.bytes());
  }

  /** Drivers pin whole pages. */
  @Test
  void largeBlocksStartOnPages() {
    BatchDescriptor descriptor = BatchDescriptor.of(LAYOUT, 512);
    assertEquals(4096, descriptor.alignment());
    assertEquals(0, descriptor.block("action").offset());
    assertEquals(8192, descriptor.block("intervention").offset());
    assertEquals(8192 + 6144, descriptor.block("actor").offset(), "a small one follows at once");
    assertEquals(16384, descriptor.block("state").offset());
    assertEquals(0, descriptor.bytes() % 4096);
  }

  @Test
  void otherTextsAreRefused() {
    for (String text : List.of("", "workcell-batch\t1\n", "workcell-batch\t2\nrows\tmany\n")) {
      assertThrows(IllegalArgumentException.class, () -> BatchDescriptor.parse(text), text);
      assertThrows(IllegalArgumentException.class, () -> SegmentDescriptor.parse(text), text);
    }
  }

  @Test
  void namesAreUniqueAndFitTheText() {
    BlockSpec reward = BlockSpec.vector("reward", DataType.FLOAT64, 1, 0, 1);
    BatchLayout twice = new BatchLayout(LAYOUT.action(), List.of(reward), List.of());
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> BatchDescriptor.of(twice, 1));
    assertTrue(error.getMessage().contains("'reward'"), error.getMessage());
    BatchLayout tab = new BatchLayout(LAYOUT.action(), List.of(), List.of("a\tb"));
    assertThrows(IllegalArgumentException.class, () -> BatchDescriptor.of(tab, 1));
  }

  @Test
  void textsAreCutBetweenCharacters() {
    String text = "a".repeat(RowMetadata.TEXT_BYTES - 1) + "é";
    byte[] cut = TextBlock.encode(text, RowMetadata.TEXT_BYTES);
    assertEquals(RowMetadata.TEXT_BYTES - 1, cut.length);
    assertArrayEquals(
        "é".getBytes(StandardCharsets.UTF_8), TextBlock.encode("é", RowMetadata.TEXT_BYTES));
    BatchStorage storage = BatchStorage.allocate(LAYOUT.withMetadata(), 2);
    storage.metadata().writeInstruction(1, TextBlock.encode("press the button", 512));
    storage.metadata().writeInstruction(1, TextBlock.encode("öffne", 512));
    assertEquals("öffne", storage.metadata().instruction(1));
    assertEquals("", storage.metadata().instruction(0));
    storage.metadata().writeEpisode(1, 7, 2, 3, Long.MIN_VALUE + 1);
    assertEquals(Long.MIN_VALUE + 1, storage.metadata().seed(1));
    assertEquals(3, storage.metadata().variation(1));
  }
}
