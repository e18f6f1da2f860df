package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.randomization.Presets;

class OfferTest {

  private static List<String> namesFor(String option) {
    return Offer.all().stream()
        .filter(offer -> offer.option().equals(option))
        .map(Offer::name)
        .toList();
  }

  @Test
  void presetsAreAmongWhatPerturbAccepts() {
    assertTrue(namesFor("--perturb").containsAll(Presets.names()));
  }

  @Test
  void theStandardEngineIsNamedFirst() {
    assertEquals("mujoco", namesFor("--engine").get(0));
  }

  @Test
  void eachSaysWhatItDoes() {
    Offer.all().forEach(offer -> assertFalse(offer.description().isBlank(), offer.name()));
  }
}
