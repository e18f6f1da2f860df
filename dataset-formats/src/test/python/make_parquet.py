"""Writes the small Parquet files of the tests with pyarrow: `python3 make_parquet.py FOLDER [--all]`.

All hold the same rows, whose values follow from the row's number; see `ParquetInputTest`. With --all, every
combination of compression, page version and encoding is written, which is more than the tests keep.
"""

import itertools
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 90

TYPES = pa.schema([
    ("flag", pa.bool_()), ("small", pa.int32()), pa.field("index", pa.int64(), nullable=False),
    ("single", pa.float32()), ("real", pa.float64()), ("text", pa.string()), ("raw", pa.binary(3)),
    ("action", pa.list_(pa.float32())), ("fixed", pa.list_(pa.float32(), 2)), ("ragged", pa.list_(pa.float64())),
    ("nested", pa.list_(pa.list_(pa.float32()))), ("pair", pa.struct([("x", pa.float64()), ("y", pa.int32())])),
])


def row(i):
    """A row by its number."""
    ragged = None if i % 6 == 5 else [None if k == 2 else i + k / 4 for k in range(i % 4)]
    return {"flag": None if i % 7 == 6 else i % 3 == 0, "small": i % 5 - 2, "index": (1 << 40) + i,
            "single": None if i % 4 == 1 else i / 2, "real": i * i / 8, "text": None if i % 5 == 2 else f"t{i % 3}ä",
            "raw": bytes([i, i + 1, 255 - i]), "action": [i, i + 0.25, -i], "fixed": [i, 2 * i], "ragged": ragged,
            "nested": [[i], [i, i]], "pair": {"x": i / 8, "y": -i}}


def write(path, compression, version, **options):
    """Several row groups of several pages."""
    table = pa.Table.from_pylist([row(i) for i in range(ROWS)], schema=TYPES)
    pq.write_table(table, path, compression=compression, data_page_version=version, row_group_size=60,
                   data_page_size=64, write_batch_size=16, store_schema=False, write_statistics=False, **options)


def main():
    """Those that the tests keep, or all."""
    folder = Path(sys.argv[1])
    if "--all" in sys.argv:
        for codec, version, dictionary in itertools.product(
                ("none", "snappy", "gzip", "zstd", "lz4"), ("1.0", "2.0"), (True, False)):
            write(folder / f"{codec}_{version}_{dictionary}.parquet", codec, version, use_dictionary=dictionary)
    write(folder / "snappy.parquet", "snappy", "1.0")
    write(folder / "zstd.parquet", "zstd", "2.0", write_page_checksum=True)
    write(folder / "gzip.parquet", "gzip", "1.0", use_dictionary=False)
    write(folder / "none.parquet", "none", "2.0", use_dictionary=False)
    write(folder / "lz4.parquet", "lz4", "2.0", use_dictionary=["text", "small"])
    write(folder / "split.parquet", "zstd", "1.0", use_dictionary=False, write_page_checksum=True,
          use_byte_stream_split=["single", "real", "action.list.element"])
    write(folder / "delta.parquet", "none", "2.0", use_dictionary=False, column_encoding={
        "index": "DELTA_BINARY_PACKED", "small": "DELTA_BINARY_PACKED", "pair.y": "DELTA_BINARY_PACKED"})
    meanings = pa.table({"word": pa.array([2**32 - 1, 1], pa.uint32()), "large": pa.array([2**63, 1], pa.uint64()),
                         "price": pa.array([Decimal("1.25"), Decimal(2)], pa.decimal128(5, 2)), "small": pa.array([255, 1], pa.uint8())})
    pq.write_table(meanings, folder / "meanings.parquet", store_schema=False, write_statistics=False,
                   store_decimal_as_integer=True)
    texts = pa.table({"text": pa.array([f"t{i}" for i in range(ROWS)])})
    pq.write_table(texts, folder / "texts.parquet", use_dictionary=False, store_schema=False, write_statistics=False,
                   column_encoding={"text": "DELTA_LENGTH_BYTE_ARRAY"})


if __name__ == "__main__":
    main()
