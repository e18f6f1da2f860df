"""Tests of the order of generated C++."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from compile_in_order import in_order

HERE = Path(__file__).resolve().parent

TABLES = """static const char *members[][3] = {
        { "sizeof", %s },
static int offsets[][3] = {
        { sizeof(mjsSite), %s },
"""
SIZE = "JNIEXPORT jint JNICALL Java_a_size(JNIEnv* env, jobject obj) {\n    return 1;\n}\n"
TYPE = "JNIEXPORT jint JNICALL Java_a_type(JNIEnv* env, jobject obj) {\n    return 2;\n}\n"
CALL = "JNIEXPORT void JNICALL Java_b_call(JNIEnv* env) {\n    callback();\n}\n"
CALLBACK = "\nstatic void callback() {\n}\n\n"


class InOrderTest(unittest.TestCase):
    def test_functions_are_sorted(self):
        self.assertEqual(in_order(SIZE + "\n" + TYPE), in_order(TYPE + "\n" + SIZE))
        self.assertEqual(in_order(TYPE + "\n" + SIZE), SIZE + "\n" + TYPE)

    def test_functions_stay_behind_the_code_that_they_need(self):
        self.assertEqual(in_order(TYPE + SIZE + CALLBACK + CALL + "\n"), SIZE + TYPE + CALLBACK + CALL + "\n")

    def test_names_and_offsets_keep_their_places(self):
        one = TABLES % ('"type", "pos"', "offsetof(mjsSite, type), offsetof(mjsSite, pos)")
        other = TABLES % ('"pos", "type"', "offsetof(mjsSite, pos), offsetof(mjsSite, type)")
        self.assertEqual(in_order(one), other)
        self.assertEqual(in_order(other), other)

    def test_a_name_that_begins_another_comes_first_in_both_tables(self):
        text = in_order(TABLES % ('"solref_limit", "solref"', "offsetof(S, solref_limit), offsetof(S, solref)"))
        self.assertIn('"solref", "solref_limit"', text)
        self.assertIn("offsetof(S, solref), offsetof(S, solref_limit)", text)

    def test_the_compiler_gets_all_arguments_and_the_file_in_order(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "jniA.cpp")
            source.write_text(TYPE + SIZE)
            compiled = subprocess.run([sys.executable, str(HERE / "compile_in_order.py"), str(source), "-O2"],
                                      env={**os.environ, "CXX": "echo"}, capture_output=True, text=True, check=True)
            self.assertEqual(compiled.stdout.strip(), f"{source} -O2")
            self.assertEqual(source.read_text(), SIZE + TYPE)


if __name__ == "__main__":
    unittest.main()
