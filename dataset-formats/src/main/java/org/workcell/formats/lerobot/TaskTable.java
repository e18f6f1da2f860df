package org.workcell.formats.lerobot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.formats.parquet.Column;
import org.workcell.formats.parquet.ColumnValues;
import org.workcell.formats.parquet.ParquetFile;

/** {@code meta/tasks.parquet}: a frame of pandas whose index is the task in words. */
final class TaskTable {

  private static final String INDEX = "task_index";
  private static final String TASK = "task";

  private TaskTable() {}

  static void write(Path path, List<String> tasks) throws IOException {
    ColumnValues indices = new ColumnValues(Column.of(INDEX, Column.Type.INT64));
    ColumnValues texts = new ColumnValues(Column.of(TASK, Column.Type.TEXT));
    for (int i = 0; i < tasks.size(); i++) {
      indices.add((long) i);
      texts.add(tasks.get(i));
    }
    try (ParquetFile file =
        new ParquetFile(
            path,
            List.of(Column.of(INDEX, Column.Type.INT64), Column.of(TASK, Column.Type.TEXT)))) {
      file.addRowGroup(List.of(indices, texts));
      file.finish(Map.of("pandas", Json.mapper().writeValueAsString(pandas())));
    }
  }

  /** Without it, pandas would number the rows and make the texts a column. */
  private static Map<String, Object> pandas() {
    return Map.of(
        "index_columns",
        List.of(TASK),
        "column_indexes",
        List.of(),
        "columns",
        List.of(column(INDEX, "int64", "int64"), column(TASK, "unicode", "object")),
        "pandas_version",
        "2.0.0");
  }

  private static Map<String, Object> column(String name, String pandasType, String numpyType) {
    Map<String, Object> column = new java.util.LinkedHashMap<>();
    column.put("name", name);
    column.put("field_name", name);
    column.put("pandas_type", pandasType);
    column.put("numpy_type", numpyType);
    column.put("metadata", null);
    return column;
  }
}
