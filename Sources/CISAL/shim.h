#pragma once
#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>

// Compresses bytes into a zlib stream (RFC 1950). The library's state holds arrays that Swift cannot import,
// so that it stays in this function. Returns how many bytes were written; 0 where there is no room or no
// memory.
static inline size_t giaoban_zlib_compress(const uint8_t *bytes, uint32_t count, uint8_t *out,
                                           uint32_t room) {
  struct isal_zstream *stream = (struct isal_zstream *)malloc(sizeof *stream);
  uint8_t *buffer = (uint8_t *)malloc(ISAL_DEF_LVL1_DEFAULT);
  size_t written = 0;
  if (stream != NULL && buffer != NULL) {
    isal_deflate_init(stream);
    stream->end_of_stream = 1;
    stream->level = 1;
    stream->level_buf = buffer;
    stream->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream->gzip_flag = IGZIP_ZLIB;
    stream->next_in = (uint8_t *)bytes;
    stream->avail_in = count;
    stream->next_out = out;
    stream->avail_out = room;
    if (isal_deflate(stream) == COMP_OK && stream->internal_state.state == ZSTATE_END) {
      written = stream->total_out;
    }
  }
  free(buffer);
  free(stream);
  return written;
}
