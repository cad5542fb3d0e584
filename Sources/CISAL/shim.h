#pragma once
#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>

// Compresses bytes into a zlib stream (RFC 1950), piece by piece. The library's state holds arrays that Swift
// cannot import, so that it stays behind these functions.
typedef struct {
  struct isal_zstream stream;
  uint8_t level[ISAL_DEF_LVL1_DEFAULT];
} GiaobanDeflate;

// NULL where there is no memory; given back with `free`.
static inline void *giaoban_deflate_begin(uint8_t *out, uint32_t room) {
  GiaobanDeflate *deflate = (GiaobanDeflate *)malloc(sizeof *deflate);
  if (deflate == NULL) return NULL;
  isal_deflate_init(&deflate->stream);
  deflate->stream.level = 1;
  deflate->stream.level_buf = deflate->level;
  deflate->stream.level_buf_size = sizeof deflate->level;
  deflate->stream.gzip_flag = IGZIP_ZLIB;
  deflate->stream.next_out = out;
  deflate->stream.avail_out = room;
  return deflate;
}

// Returns 0, or 1 where there is no room.
static inline int giaoban_deflate_add(void *context, const uint8_t *bytes, uint32_t count) {
  GiaobanDeflate *deflate = (GiaobanDeflate *)context;
  deflate->stream.next_in = (uint8_t *)bytes;
  deflate->stream.avail_in = count;
  return isal_deflate(&deflate->stream) != COMP_OK || deflate->stream.avail_in != 0;
}

// Returns how many bytes were written; 0 where there is no room.
static inline size_t giaoban_deflate_end(void *context) {
  GiaobanDeflate *deflate = (GiaobanDeflate *)context;
  deflate->stream.end_of_stream = 1;
  deflate->stream.next_in = NULL;
  deflate->stream.avail_in = 0;
  if (isal_deflate(&deflate->stream) != COMP_OK) return 0;
  return deflate->stream.internal_state.state == ZSTATE_END ? deflate->stream.total_out : 0;
}
