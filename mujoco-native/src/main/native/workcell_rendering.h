#pragma once
// What Workcell adds to MuJoCo's renderer: textures beyond those of the model, materials that follow the model, objects by
// pixel, and the render loop that measurements compare with.
#include <mujoco/mujoco.h>

/**
 * Uploads another texture to the context that is current on this thread and returns its number, by which materials of a
 * model can refer to it. type: mjTEXTURE_2D or mjTEXTURE_CUBE; rgb: height x width x 3, top row first; a cube texture is a
 * square for all six faces or six squares below each other.
 */
int wc_addTexture(mjrContext* con, int type, int width, int height, const unsigned char* rgb);
/** Makes the context draw materials with the textures that the model says now. Throws where there is no such texture. */
void wc_useMaterials(const mjModel* m, mjrContext* con);

/**
 * The geom, or the body of the geom, that is seen at each pixel of a picture in colours of mjRND_IDCOLOR; -1 where there is
 * none. Rows change order: rgb has the bottom one first, objects the top one.
 */
void wc_objects(const mjModel* m, const mjvScene* scn, const unsigned char* rgb, int width, int height, bool bodies,
                int* objects);
/** Turns a depth map of mjDEPTH_ZEROFAR into metres along the line of sight; turns it upside down too. */
void wc_depthMetres(const mjvScene* scn, int width, int height, float* depth);

/** One picture with nothing but mjv_updateScene, mjr_render and mjr_readPixels; bottom row first. */
void wc_floorRender(const mjModel* m, mjData* d, const mjvOption* option, mjvCamera* camera, mjvScene* scn,
                    const mjrContext* con, mjrRect frame, unsigned char* rgb);

#ifndef WORKCELL_PARSE
#include "workcell_rendering_impl.h"
#endif
