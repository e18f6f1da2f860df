package org.workcell.formats.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.parquet.ColumnRows;
import org.workcell.formats.parquet.ParquetInput;
import org.workcell.sim.files.BadInputException;

/**
 * Reads a single Parquet file as a robot log, a row for each of its rows: columns of numbers and of
 * lists of numbers that all have the same length.
 */
public final class ParquetFormat implements LogFormat {

  /** For {@link java.util.ServiceLoader}. */
  public ParquetFormat() {}

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public String description() {
    return "single Parquet file with a row for each sample";
  }

  @Override
  public boolean recognises(Path path) throws IOException {
    return ParquetInput.recognises(path);
  }

  @Override
  public List<RawLog> read(Path path) {
    try (ParquetInput input = ParquetInput.open(path)) {
      String file = path.getFileName().toString();
      LogColumns log = new LogColumns(file.replaceFirst("\\.[^.]*$", ""), path, new NumberBudget());
      List<String> numbers = input.numberColumns();
      for (String column : input.columns()) {
        if (!numbers.contains(column)) {
          log.leftOut(column, "neither numbers nor lists of numbers");
          continue;
        }
        ColumnRows values = input.read(column);
        int width = input.isList(column) ? values.commonLength() : -1;
        if (width == 0) {
          log.leftOut(column, "lists of different lengths");
        } else {
          log.add(column, values.rows(), width, values::number);
        }
      }
      if (log.isEmpty()) {
        throw new BadInputException("'%s' has no columns of numbers".formatted(path));
      }
      return List.of(log.get());
    }
  }
}
