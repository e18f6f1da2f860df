#pragma once
#include <dlfcn.h>

#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>

// The few types, constants and functions of EGL 1.5 that are used here.
namespace wc::egl {

using Handle = void*;
using Int = int32_t;

constexpr Int kSurfaceType = 0x3033, kPbufferBit = 0x0001, kRenderableType = 0x3040, kOpenGlBit = 0x0008;
constexpr Int kRed = 0x3024, kGreen = 0x3023, kBlue = 0x3022, kAlpha = 0x3021, kDepth = 0x3025, kStencil = 0x3026;
constexpr Int kNone = 0x3038;
constexpr unsigned kOpenGlApi = 0x30A2, kPlatformDevice = 0x313F, kPlatformSurfaceless = 0x31DD;
constexpr unsigned kGlRenderer = 0x1F01;
constexpr int kMaxDevices = 64;
constexpr const char* kHowToInstall =
    "; on Debian and Ubuntu a software renderer comes with: apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri";

struct Functions {
  void* (*getProcAddress)(const char*);
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
  // Global, because MuJoCo looks eglGetProcAddress up among the symbols already loaded.
  void* library = dlopen("libEGL.so.1", RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    throw std::runtime_error(std::string("libEGL.so.1 cannot be loaded (") + dlerror() + ")" + kHowToInstall);
  }
  Functions egl{};
  auto find = [&](auto& function, const char* name) {
    void* address = dlsym(library, name);
    if (!address && egl.getProcAddress) address = egl.getProcAddress(name);
    if (!address) throw std::runtime_error(std::string("libEGL.so.1 has no function ") + name);
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(address);
  };
  find(egl.getProcAddress, "eglGetProcAddress");
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

inline Handle display(int deviceIndex) {
  const Functions& egl = functions();
  Handle display;
  if (deviceIndex < 0) {
    display = egl.getPlatformDisplay(kPlatformSurfaceless, nullptr, nullptr);
  } else {
    Handle devices[kMaxDevices];
    Int count = 0;
    if (!egl.queryDevices(kMaxDevices, devices, &count)) count = 0;
    if (deviceIndex >= count) {
      throw std::runtime_error("EGL device " + std::to_string(deviceIndex) + " does not exist; EGL lists " +
                               std::to_string(count) + ", counted from 0; set MUJOCO_EGL_DEVICE_ID to one or unset it");
    }
    display = egl.getPlatformDisplay(kPlatformDevice, devices[deviceIndex], nullptr);
  }
  if (!display) throw std::runtime_error("EGL offers no headless display (" + code(egl) + ")" + kHowToInstall);
  // Displays are shared by the process and never terminated: another context may still use them.
  if (!egl.initialize(display, nullptr, nullptr)) {
    throw std::runtime_error("the headless EGL display cannot be initialized (" + code(egl) + ")" + kHowToInstall);
  }
  return display;
}

}  // namespace wc::egl

struct wcOpenGlContext {
  wc::egl::Handle display;
  wc::egl::Handle context;
};

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
  return new wcOpenGlContext{shown, context};
}

void wc_openGlMakeCurrent(wcOpenGlContext* context) {
  const auto& egl = wc::egl::functions();
  // The bound API is a property of the thread.
  egl.bindApi(wc::egl::kOpenGlApi);
  if (!egl.makeCurrent(context->display, nullptr, nullptr, context->context)) {
    throw std::runtime_error("the OpenGL context cannot be made current on this thread: " + wc::egl::code(egl));
  }
}

void wc_openGlRelease(wcOpenGlContext* context) {
  wc::egl::functions().makeCurrent(context->display, nullptr, nullptr, nullptr);
}

void wc_openGlDestroy(wcOpenGlContext* context) {
  const auto& egl = wc::egl::functions();
  if (egl.getCurrentContext() == context->context) wc_openGlRelease(context);
  egl.destroyContext(context->display, context->context);
  delete context;
}

bool wc_openGlIsCurrent(wcOpenGlContext* context) {
  return wc::egl::functions().getCurrentContext() == context->context;
}

const char* wc_openGlRenderer(wcOpenGlContext*) {
  auto getString = reinterpret_cast<const char* (*)(unsigned)>(wc::egl::functions().getProcAddress("glGetString"));
  const char* text = getString ? getString(wc::egl::kGlRenderer) : nullptr;
  return text ? text : "unknown";
}
