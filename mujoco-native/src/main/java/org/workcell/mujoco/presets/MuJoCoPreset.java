package org.workcell.mujoco.presets;

import java.io.File;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.LoadEnabled;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.presets.javacpp;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * JavaCPP preset of MuJoCo: one source for the headers of 3.5 to 3.14.
 *
 * <p>The library is linked and packed under the plain name {@code libmujoco.so}, so no version
 * occurs here: the versioned entry that the JNI library asks for is satisfied by SONAME, because
 * the loader opens libmujoco first.
 */
@Properties(
    inherit = javacpp.class,
    target = "org.workcell.mujoco",
    global = "org.workcell.mujoco.global.MuJoCo",
    value =
        @Platform(
            compiler = {"cpp17", "nowarnings"},
            include = {
              "mujoco/mjtnum.h",
              "mujoco/mjtype.h",
              "mujoco/mjmodel.h",
              "mujoco/mjdata.h",
              "mujoco/mjvisualize.h",
              "mujoco/mjspec.h",
              "mujoco/mjplugin.h",
              "mujoco/mjrender.h",
              "mujoco/mujoco.h",
              "workcell_physics.h",
              "workcell_stages.h",
              "workcell_runner.h",
              "workcell_opengl.h",
              "workcell_rendering.h",
              "workcell_binding.h"
            },
            link = "mujoco"))
public class MuJoCoPreset implements InfoMapper, LoadEnabled {

  /** What Debian's libmujoco needs besides libc; the official builds carry all of it inside. */
  private static final String[] DEBIAN_LIBRARIES = {
    "ccd@.2", "lodepng@.0.1", "qhull_r@.8.0", "tinyxml2@.11"
  };

  /** {@code struct X_ {...}; typedef struct X_ X;} becomes the Java class X. */
  private static final String[] STRUCTS = {
    "mjLROpt",
    "mjCache",
    "mjVFS",
    "mjOption",
    "mjVisual",
    "mjStatistic",
    "mjModel",
    "mjWarningStat",
    "mjTimerStat",
    "mjSolverStat",
    "mjContact",
    "mjData",
    "mjvPerturb",
    "mjvCamera",
    "mjvGLCamera",
    "mjvGeom",
    "mjvLight",
    "mjvOption",
    "mjvScene",
    "mjvFigure",
    "mjsElement",
    "mjsCompiler",
    "mjSpec",
    "mjsOrientation",
    "mjsPlugin",
    "mjsBody",
    "mjsFrame",
    "mjsJoint",
    "mjsGeom",
    "mjsSite",
    "mjsCamera",
    "mjsLight",
    "mjsFlex",
    "mjsMesh",
    "mjsHField",
    "mjsSkin",
    "mjsTexture",
    "mjsMaterial",
    "mjsPair",
    "mjsExclude",
    "mjsEquality",
    "mjsTendon",
    "mjsWrap",
    "mjsActuator",
    "mjsSensor",
    "mjsNumeric",
    "mjsText",
    "mjsTuple",
    "mjsKey",
    "mjsDefault",
    "mjrRect",
    "mjrContext",
    "mjResource",
    "mjpPlugin",
    "mjSDF",
    "mjPreContact",
    "mjsAuthored",
    "mjLogMessage",
    "mjLogConfig",
    "mjrRendererInfo",
    "mjrVertexAttribute"
  };

  /**
   * Functions whose signature differs between engine versions or that left; see workcell_physics.h.
   */
  private static final String[] VERSION_DEPENDENT = {
    "mj_fullM",
    "mjv_moveCamera",
    "mj_readCtrl",
    "mjs_setToDCMotor",
    "mjsJoint_::stiffness",
    "mjsJoint_::damping",
    "mjsTendon_::stiffness",
    "mjsTendon_::damping",
    "mjsJoint::stiffness",
    "mjsJoint::damping",
    "mjsTendon::stiffness",
    "mjsTendon::damping",
    "mju_error_i",
    "mju_error_s",
    "mju_warning_i",
    "mju_warning_s",
    "mju_bindThreadPool",
    "mju_defaultTask",
    "mju_taskJoin",
    "mju_threadPoolCreate",
    "mju_threadPoolDestroy",
    "mju_threadPoolEnqueue"
  };

  /**
   * Called by the builder and, at run time, before libmujoco is opened. The Debian libraries are
   * added here and not in the annotation, because with {@code copyLibs} JavaCPP would otherwise
   * pack same-named libraries of the build machine.
   */
  @Override
  public void init(ClassProperties properties) {
    if (!isDebianBuild(properties)) {
      return;
    }
    properties.addAll("platform.preload", DEBIAN_LIBRARIES);
    String compatibilityLibrary = Loader.load(LibcCompatibility.class);
    boolean builderIsRunning = compatibilityLibrary == null;
    if (!builderIsRunning) {
      Loader.loadGlobal(compatibilityLibrary);
    }
  }

  private static boolean isDebianBuild(ClassProperties properties) {
    String packed = "/org/workcell/mujoco/" + Loader.getPlatform() + "/libccd.so.2";
    if (MuJoCoPreset.class.getResource(packed) != null) {
      return true;
    }
    return properties.get("platform.preloadpath").stream()
        .anyMatch(folder -> new File(folder, "libccd.so.2").exists());
  }

  @Override
  public void map(InfoMap map) {
    mapMacros(map);
    mapTypes(map);
    for (String name : VERSION_DEPENDENT) {
      map.put(new Info(name).skip());
    }
    skipWhatJavaNeverCalls(map);
  }

  private static void mapMacros(InfoMap map) {
    map.put(new Info("MJAPI", "MJLOCAL").cppTypes().annotations())
        .put(
            new Info("mjPRINTFLIKE").cppTypes().annotations().cppText("#define mjPRINTFLIKE(n, m)"))
        .put(
            new Info(
                    "mjUSESINGLE",
                    "mjUSEDOUBLE",
                    "ADDRESS_SANITIZER",
                    "defined(__has_attribute)",
                    "defined(_MSC_VER)")
                .define(false))
        .put(new Info("WORKCELL_PARSE").define(true))
        // The C branch of mjspec.h has opaque string types; the C++ branch breaks the compile.
        .put(new Info("__cplusplus").define(false));
  }

  private static void mapTypes(InfoMap map) {
    map.put(
            new Info(
                    "mjString",
                    "mjStringVec",
                    "mjIntVec",
                    "mjIntVecVec",
                    "mjFloatVec",
                    "mjFloatVecVec",
                    "mjDoubleVec",
                    "mjByteVec")
                .cast()
                .pointerTypes("Pointer"))
        .put(
            new Info("mjtNum")
                .cast()
                .valueTypes("double")
                .pointerTypes("DoublePointer", "DoubleBuffer", "double[]"))
        // mjtBool (3.14) takes the Java type that mjtByte (3.5) has, so flags read the same on
        // both.
        .put(
            new Info("mjtByte", "mjtBool", "_Bool")
                .cast()
                .valueTypes("byte")
                .pointerTypes("BytePointer", "ByteBuffer", "byte[]"))
        .put(
            new Info("mjtSize")
                .cast()
                .valueTypes("long")
                .pointerTypes("LongPointer", "LongBuffer", "long[]"));
    for (String struct : STRUCTS) {
      map.put(new Info(struct + "_").pointerTypes(struct));
    }
  }

  private static void skipWhatJavaNeverCalls(InfoMap map) {
    map.put(new Info("mjCOLLISIONFUNC", "mjTOPICSTRING").skip())
        .put(new Info("mjPLUGIN_LIB_INIT").skip().cppTypes().annotations())
        .put(
            new Info("mjDISABLED", "mjENABLED", "mjACTUATORDISABLED")
                .skip()
                .cppTypes()
                .annotations());
    for (String ui :
        new String[] {
          "mjui_themeSpacing",
          "mjui_themeColor",
          "mjui_add",
          "mjui_addToSection",
          "mjui_resize",
          "mjui_update",
          "mjui_event",
          "mjui_render"
        }) {
      map.put(new Info(ui).skip());
    }
    for (String function :
        new String[] {
          "sqrt", "exp", "sin", "cos", "tan", "asin", "acos", "atan2", "tanh", "pow", "abs", "log",
          "log10", "floor", "ceil"
        }) {
      map.put(new Info("mju_" + function).skip().cppTypes());
    }
  }
}
