package org.workcell.mujoco.presets;

import org.bytedeco.javacpp.annotation.Platform;

/**
 * Weak replacements for symbols of newer C and C++ runtimes that Debian's libmujoco asks for;
 * loaded globally before it.
 */
@Platform(include = "libc_compatibility.h", library = "jniLibcCompatibility", compiler = "cpp17")
public class LibcCompatibility {}
