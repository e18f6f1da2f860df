#pragma once
#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "workcell_opengl.h"

int wc_addTexture(mjrContext* con, int type, int width, int height, const unsigned char* rgb) {
  int id = con->ntexture;
  if (id >= mjMAXTEXTURE) {
    throw std::runtime_error("a renderer has room for " + std::to_string(mjMAXTEXTURE) + " textures; use a smaller pool");
  }
  wc::gl::function<void (*)(int, unsigned*)>("glGenTextures")(1, &con->texture[id]);
  con->textureType[id] = type;
  con->ntexture = id + 1;
  // MuJoCo uploads textures of models only; of this one it reads nothing but the texture.
  mjModel carrier;
  memset(&carrier, 0, sizeof carrier);
  std::vector<int> types(id + 1, type), widths(id + 1, width), heights(id + 1, height), channels(id + 1, 3), spaces(id + 1);
  std::vector<std::remove_pointer_t<decltype(carrier.tex_adr)>> starts(id + 1);
  carrier.ntex = id + 1;
  carrier.tex_type = types.data();
  carrier.tex_width = widths.data();
  carrier.tex_height = heights.data();
  carrier.tex_nchannel = channels.data();
  carrier.tex_colorspace = spaces.data();
  carrier.tex_adr = starts.data();
  carrier.tex_data = const_cast<unsigned char*>(rgb);
  mjr_uploadTexture(&carrier, con, id);
  return id;
}

void wc_useMaterials(const mjModel* m, mjrContext* con) {
  for (int i = 0; i < m->nmat; i++) {
    const int* wanted = m->mat_texid + i * mjNTEXROLE;
    int* used = con->mat_texid + i * mjNTEXROLE;
    int texture = wanted[mjTEXROLE_RGB];
    if (texture >= con->ntexture) {
      throw std::runtime_error("material " + std::to_string(i) + " refers to texture " + std::to_string(texture) +
                               ", but there are " + std::to_string(con->ntexture) + ", counted from 0");
    }
    if (texture < 0) {
      std::fill(used, used + mjNTEXROLE, -1);
      continue;
    }
    memcpy(used, wanted, mjNTEXROLE * sizeof(int));
    con->mat_texuniform[i] = m->mat_texuniform[i];
    con->mat_texrepeat[2 * i] = m->mat_texrepeat[2 * i];
    con->mat_texrepeat[2 * i + 1] = m->mat_texrepeat[2 * i + 1];
  }
}

void wc_objects(const mjModel* m, const mjvScene* scn, const unsigned char* rgb, int width, int height, bool bodies,
                int* objects) {
  // Colours are segmentation ids plus one; black is the background.
  std::vector<int> byColour(scn->ngeom + 1, -1);
  for (int i = 0; i < scn->ngeom; i++) {
    const mjvGeom& shape = scn->geoms[i];
    if (shape.segid < 0 || shape.segid >= scn->ngeom || shape.objtype != mjOBJ_GEOM) continue;
    byColour[shape.segid + 1] = bodies ? m->geom_bodyid[shape.objid] : shape.objid;
  }
  for (int row = 0; row < height; row++) {
    const unsigned char* pixel = rgb + 3l * width * (height - 1 - row);
    int* object = objects + 1l * width * row;
    for (int column = 0; column < width; column++, pixel += 3) {
      unsigned colour = pixel[0] | pixel[1] << 8 | pixel[2] << 16;
      object[column] = colour < byColour.size() ? byColour[colour] : -1;
    }
  }
}

void wc_depthMetres(const mjvScene* scn, int width, int height, float* depth) {
  const mjvGLCamera& camera = scn->camera[0];
  double near = camera.frustum_near, far = camera.frustum_far, nearByFar = near / far;
  // 1 is the near plane, 0 the far one. Along an orthographic camera's line of sight depth is linear.
  auto metres = [&](float nearness) {
    return static_cast<float>(camera.orthographic ? far - nearness * (far - near)
                                                  : near / (nearByFar + nearness * (1 - nearByFar)));
  };
  for (int row = 0; row < (height + 1) / 2; row++) {
    float* upper = depth + 1l * width * row;
    float* lower = depth + 1l * width * (height - 1 - row);
    for (int column = 0; column < width; column++) {
      float above = metres(lower[column]);
      lower[column] = metres(upper[column]);
      upper[column] = above;
    }
  }
}

void wc_floorRender(const mjModel* m, mjData* d, const mjvOption* option, mjvCamera* camera, mjvScene* scn,
                    const mjrContext* con, mjrRect frame, unsigned char* rgb) {
  mjv_updateScene(m, d, option, nullptr, camera, mjCAT_ALL, scn);
  mjr_render(frame, scn, con);
  mjr_readPixels(rgb, nullptr, frame, con);
}
