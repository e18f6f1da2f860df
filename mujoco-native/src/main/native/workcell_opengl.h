#pragma once
// Headless OpenGL contexts through EGL or OSMesa, looked up at run time: no headers or libraries are needed to build.

struct wcOpenGlContext;

/** Number of EGL devices; throws where EGL is missing. */
int wc_openGlDeviceCount();
/**
 * Creates a context without any window system, on the EGL device of this index, or on EGL's surfaceless platform where the
 * index is negative. Throws with the reason where EGL is missing or refuses.
 */
wcOpenGlContext* wc_openGlCreate(int deviceIndex);
/** Creates a context in main memory with OSMesa. Throws with the reason where OSMesa is missing or refuses. */
wcOpenGlContext* wc_openGlCreateOffScreen();
/** Makes the context current on the calling thread. A context is current on at most one thread. */
void wc_openGlMakeCurrent(wcOpenGlContext* context);
/** Releases whatever context is current on the calling thread. */
void wc_openGlRelease(wcOpenGlContext* context);
/** Destroys the context; it must not be current on another thread. */
void wc_openGlDestroy(wcOpenGlContext* context);
/** True where this context is current on the calling thread. */
bool wc_openGlIsCurrent(wcOpenGlContext* context);
/** GL_RENDERER of the context that is current on the calling thread. */
const char* wc_openGlRenderer(wcOpenGlContext* context);

#ifndef WORKCELL_PARSE
#include "workcell_opengl_impl.h"
#endif
