#pragma once
#include <isa-l/crc.h>
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
  // Cleared: the compressor looks for repeats in what its tables held before, so that the same bytes would
  // not always give the same stream.
  GiaobanDeflate *deflate = (GiaobanDeflate *)calloc(1, sizeof *deflate);
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

// Unpacks a raw deflate stream (RFC 1951), piece by piece, and sums up what it gives (CRC-32, as ZIP has it).
typedef struct {
  struct inflate_state state;
  uint32_t sum;
} GiaobanInflate;

// NULL where there is no memory; given back with `free`.
static inline void *giaoban_inflate_begin(void) {
  GiaobanInflate *inflate = (GiaobanInflate *)malloc(sizeof *inflate);
  if (inflate == NULL) return NULL;
  isal_inflate_init(&inflate->state);
  inflate->sum = 0;
  return inflate;
}

// The next packed bytes, which must stay in place until all of them have been used.
static inline void giaoban_inflate_feed(void *context, const uint8_t *bytes, uint32_t count) {
  GiaobanInflate *inflate = (GiaobanInflate *)context;
  inflate->state.next_in = (uint8_t *)bytes;
  inflate->state.avail_in = count;
}

// Returns how many bytes were unpacked, −1 where the stream is damaged. 0 where more packed bytes are needed,
// or the stream is at its end.
static inline int64_t giaoban_inflate(void *context, uint8_t *out, uint32_t room) {
  GiaobanInflate *inflate = (GiaobanInflate *)context;
  inflate->state.next_out = out;
  inflate->state.avail_out = room;
  if (isal_inflate(&inflate->state) != ISAL_DECOMP_OK) return -1;
  uint32_t count = room - inflate->state.avail_out;
  inflate->sum = crc32_gzip_refl(inflate->sum, out, count);
  return count;
}

static inline int giaoban_inflate_is_done(const void *context) {
  return ((const GiaobanInflate *)context)->state.block_state == ISAL_BLOCK_FINISH;
}

static inline uint32_t giaoban_inflate_sum(const void *context) {
  return ((const GiaobanInflate *)context)->sum;
}
