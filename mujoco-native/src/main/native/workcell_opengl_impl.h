#pragma once
#include <dlfcn.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace wc::gl {

using Function = void* (*)(const char*);

/** A library that is looked up at run time. */
struct Library {
  const char* file;
  const char* howToInstall;
  void* handle;
};

inline Library open(const char* file, const char* howToInstall) {
  // Mesa's software renderer would start threads of its own for each context; ours scale better by drawing themselves.
  setenv("LP_NUM_THREADS", "0", 0);
  // Local at first: a library that turns out useless must not get in the way of the next one.
  void* handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!handle) throw std::runtime_error(std::string(file) + " cannot be loaded (" + dlerror() + ")" + howToInstall);
  return {file, howToInstall, handle};
}

template <class F>
void find(F& function, const Library& library, const char* name, Function more) {
  void* address = dlsym(library.handle, name);
  if (!address && more) address = more(name);
  if (!address) throw std::runtime_error(std::string(library.file) + " has no function " + name);
  function = reinterpret_cast<F>(address);
}

/** The library that the process draws with; MuJoCo looks its functions up once and for all. */
struct Chosen {
  std::mutex lock;
  const char* file = nullptr;
  Function getProcAddress = nullptr;
};

inline Chosen& chosen() {
  static Chosen choice;
  return choice;
}

/** Settles on a library, a context of which has just been made. */
inline void choose(const Library& library, Function getProcAddress) {
  Chosen& choice = chosen();
  std::lock_guard<std::mutex> guard(choice.lock);
  if (choice.file && choice.file != library.file) {
    throw std::runtime_error(std::string("this process draws with ") + choice.file + " already; set MUJOCO_GL before it starts");
  }
  // MuJoCo looks for eglGetProcAddress or its like among the symbols of the process.
  dlopen(library.file, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
  choice.file = library.file;
  choice.getProcAddress = getProcAddress;
}

template <class F>
F function(const char* name) {
  return reinterpret_cast<F>(chosen().getProcAddress(name));
}

}  // namespace wc::gl

// The few types, constants and functions of EGL 1.5 that are used here.
namespace wc::egl {

using Handle = void*;
using Int = int32_t;

constexpr Int kSurfaceType = 0x3033, kPbufferBit = 0x0001, kRenderableType = 0x3040, kOpenGlBit = 0x0008;
constexpr Int kRed = 0x3024, kGreen = 0x3023, kBlue = 0x3022, kAlpha = 0x3021, kDepth = 0x3025, kStencil = 0x3026;
constexpr Int kNone = 0x3038;
constexpr unsigned kOpenGlApi = 0x30A2, kPlatformDevice = 0x313F, kPlatformSurfaceless = 0x31DD;
constexpr int kMaxDevices = 64;
constexpr const char* kFile = "libEGL.so.1";
constexpr const char* kHowToInstall =
    "; on Debian and Ubuntu a software renderer comes with: apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri";

struct Functions {
  gl::Library library;
  gl::Function getProcAddress;
  Int (*getError)();
  Handle (*getPlatformDisplay)(unsigned, void*, const Int*);
  unsigned (*queryDevices)(Int, Handle*, Int*);
  unsigned (*initialize)(Handle, Int*, Int*);
  unsigned (*bindApi)(unsigned);
  unsigned (*chooseConfig)(Handle, const Int*, Handle*, Int, Int*);
  Handle (*createContext)(Handle, Handle, Handle, const Int*);
  unsigned (*makeCurrent)(Handle, Handle, Handle, Handle);
  unsigned (*destroyContext)(Handle, Handle);
  Handle (*getCurrentContext)();
};

inline std::string code(const Functions& egl) {
  char text[32];
  snprintf(text, sizeof text, "EGL error 0x%x", egl.getError());
  return text;
}

inline Functions load() {
  Functions egl{gl::open(kFile, kHowToInstall)};
  gl::find(egl.getProcAddress, egl.library, "eglGetProcAddress", nullptr);
  auto find = [&](auto& function, const char* name) { gl::find(function, egl.library, name, egl.getProcAddress); };
  find(egl.getError, "eglGetError");
  find(egl.getPlatformDisplay, "eglGetPlatformDisplayEXT");
  find(egl.queryDevices, "eglQueryDevicesEXT");
  find(egl.initialize, "eglInitialize");
  find(egl.bindApi, "eglBindAPI");
  find(egl.chooseConfig, "eglChooseConfig");
  find(egl.createContext, "eglCreateContext");
  find(egl.makeCurrent, "eglMakeCurrent");
  find(egl.destroyContext, "eglDestroyContext");
  find(egl.getCurrentContext, "eglGetCurrentContext");
  return egl;
}

inline const Functions& functions() {
  static const Functions egl = load();
  return egl;
}

inline int devices(Handle* found) {
  Int count = 0;
  return functions().queryDevices(kMaxDevices, found, &count) ? count : 0;
}

inline Handle display(int deviceIndex) {
  const Functions& egl = functions();
  Handle display;
  if (deviceIndex < 0) {
    display = egl.getPlatformDisplay(kPlatformSurfaceless, nullptr, nullptr);
  } else {
    Handle found[kMaxDevices];
    int count = devices(found);
    if (deviceIndex >= count) {
      throw std::runtime_error("EGL device " + std::to_string(deviceIndex) + " does not exist; EGL lists " +
                               std::to_string(count) + ", counted from 0; set MUJOCO_EGL_DEVICE_ID to one or unset it");
    }
    display = egl.getPlatformDisplay(kPlatformDevice, found[deviceIndex], nullptr);
  }
  if (!display) throw std::runtime_error("EGL offers no headless display (" + code(egl) + ")" + kHowToInstall);
  // Displays are shared by the process and never terminated: another context may still use them.
  if (!egl.initialize(display, nullptr, nullptr)) {
    throw std::runtime_error("the headless EGL display cannot be initialized (" + code(egl) + ")" + kHowToInstall);
  }
  return display;
}

}  // namespace wc::egl

// The functions of OSMesa, which draws into main memory.
namespace wc::osmesa {

using Handle = void*;

constexpr int kRgba = 0x1908, kDepthBits = 24, kStencilBits = 8, kSide = 16;
constexpr unsigned kUnsignedByte = 0x1401;
constexpr const char* kHowToInstall = "; on Debian and Ubuntu it comes with: apt-get install libosmesa6";

struct Functions {
  gl::Library library;
  gl::Function getProcAddress;
  Handle (*createContext)(unsigned, int, int, int, Handle);
  unsigned char (*makeCurrent)(Handle, void*, unsigned, int, int);
  void (*destroyContext)(Handle);
  Handle (*getCurrentContext)();
};

inline gl::Library open() {
  try {
    return gl::open("libOSMesa.so.8", kHowToInstall);
  } catch (const std::runtime_error&) {
    return gl::open("libOSMesa.so.6", kHowToInstall);
  }
}

inline Functions load() {
  Functions mesa{open()};
  auto find = [&](auto& function, const char* name) { gl::find(function, mesa.library, name, nullptr); };
  find(mesa.getProcAddress, "OSMesaGetProcAddress");
  find(mesa.createContext, "OSMesaCreateContextExt");
  find(mesa.makeCurrent, "OSMesaMakeCurrent");
  find(mesa.destroyContext, "OSMesaDestroyContext");
  find(mesa.getCurrentContext, "OSMesaGetCurrentContext");
  return mesa;
}

inline const Functions& functions() {
  static const Functions mesa = load();
  return mesa;
}

}  // namespace wc::osmesa

struct wcOpenGlContext {
  void* display;
  void* context;
  /** What OSMesa calls its window; ours draw into frame buffers instead. */
  std::vector<unsigned char> window;

  bool isOffScreen() const { return !window.empty(); }
};

int wc_openGlDeviceCount() {
  void* found[wc::egl::kMaxDevices];
  return wc::egl::devices(found);
}

wcOpenGlContext* wc_openGlCreate(int deviceIndex) {
  using namespace wc::egl;
  const Functions& egl = functions();
  Handle shown = display(deviceIndex);
  if (!egl.bindApi(kOpenGlApi)) throw std::runtime_error("EGL has no desktop OpenGL: " + code(egl));
  const Int wanted[] = {kSurfaceType, kPbufferBit, kRenderableType, kOpenGlBit, kRed,     8,  kGreen, 8, kBlue, 8,
                        kAlpha,       8,           kDepth,          24,         kStencil, 8,  kNone};
  Handle config = nullptr;
  Int count = 0;
  if (!egl.chooseConfig(shown, wanted, &config, 1, &count) || count < 1) {
    throw std::runtime_error("EGL has no configuration with 8 bits per colour and 24 bits of depth: " + code(egl));
  }
  Handle context = egl.createContext(shown, config, nullptr, nullptr);
  if (!context) throw std::runtime_error("EGL cannot create an OpenGL context: " + code(egl));
  try {
    wc::gl::choose(egl.library, egl.getProcAddress);
  } catch (const std::runtime_error&) {
    egl.destroyContext(shown, context);
    throw;
  }
  return new wcOpenGlContext{shown, context, {}};
}

wcOpenGlContext* wc_openGlCreateOffScreen() {
  using namespace wc::osmesa;
  const Functions& mesa = functions();
  Handle context = mesa.createContext(kRgba, kDepthBits, kStencilBits, 0, nullptr);
  if (!context) throw std::runtime_error("OSMesa cannot create an OpenGL context");
  try {
    wc::gl::choose(mesa.library, mesa.getProcAddress);
  } catch (const std::runtime_error&) {
    mesa.destroyContext(context);
    throw;
  }
  return new wcOpenGlContext{nullptr, context, std::vector<unsigned char>(kSide * kSide * 4)};
}

void wc_openGlMakeCurrent(wcOpenGlContext* context) {
  if (context->isOffScreen()) {
    using namespace wc::osmesa;
    if (!functions().makeCurrent(context->context, context->window.data(), kUnsignedByte, kSide, kSide)) {
      throw std::runtime_error("the OSMesa context cannot be made current on this thread");
    }
    return;
  }
  const auto& egl = wc::egl::functions();
  // The bound API is a property of the thread.
  egl.bindApi(wc::egl::kOpenGlApi);
  if (!egl.makeCurrent(context->display, nullptr, nullptr, context->context)) {
    throw std::runtime_error("the OpenGL context cannot be made current on this thread: " + wc::egl::code(egl));
  }
}

void wc_openGlRelease(wcOpenGlContext* context) {
  if (context->isOffScreen()) {
    wc::osmesa::functions().makeCurrent(nullptr, nullptr, 0, 0, 0);
  } else {
    wc::egl::functions().makeCurrent(context->display, nullptr, nullptr, nullptr);
  }
}

bool wc_openGlIsCurrent(wcOpenGlContext* context) {
  void* current = context->isOffScreen() ? wc::osmesa::functions().getCurrentContext()
                                         : wc::egl::functions().getCurrentContext();
  return current == context->context;
}

void wc_openGlDestroy(wcOpenGlContext* context) {
  if (wc_openGlIsCurrent(context)) wc_openGlRelease(context);
  if (context->isOffScreen()) {
    wc::osmesa::functions().destroyContext(context->context);
  } else {
    wc::egl::functions().destroyContext(context->display, context->context);
  }
  delete context;
}

const char* wc_openGlRenderer(wcOpenGlContext*) {
  constexpr unsigned kGlRenderer = 0x1F01;
  auto getString = wc::gl::function<const char* (*)(unsigned)>("glGetString");
  const char* text = getString ? getString(kGlRenderer) : nullptr;
  return text ? text : "unknown";
}
