// Finds the bytes that give a CSV file its shape, 64 at a time.
//
// In C, because Swift 6.3 compiles comparisons of SIMD vectors lane by lane, which is ninety times
// slower than the one instruction that they are.
#pragma once
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// A bit for each of 64 bytes, the lowest one for the first.
typedef struct {
  // Delimiters and line breaks: LF, CR.
  uint64_t breaks;
  // Line breaks alone.
  uint64_t ends;
  uint64_t quotes;
} GiaobanMarks;

// The marks of the 64 bytes at `bytes`, all of which are read.
static inline GiaobanMarks giaoban_csv_marks(const uint8_t *bytes, uint8_t delimiter) {
  GiaobanMarks marks = {0, 0, 0};
#if defined(__SSE2__)
  const __m128i comma = _mm_set1_epi8((char)delimiter);
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i feed = _mm_set1_epi8('\n');
  const __m128i back = _mm_set1_epi8('\r');
  for (int part = 0; part < 4; part++) {
    const __m128i here = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(here, feed), _mm_cmpeq_epi8(here, back));
    const __m128i breaks = _mm_or_si128(ends, _mm_cmpeq_epi8(here, comma));
    const __m128i quotes = _mm_cmpeq_epi8(here, quote);
    marks.breaks |= (uint64_t)(uint32_t)_mm_movemask_epi8(breaks) << (16 * part);
    marks.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(ends) << (16 * part);
    marks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(quotes) << (16 * part);
  }
#else
  for (int index = 0; index < 64; index++) {
    const uint64_t bit = 1ULL << index;
    const uint8_t byte = bytes[index];
    if (byte == '\n' || byte == '\r') marks.ends |= bit;
    if (byte == '"') marks.quotes |= bit;
    if (byte == delimiter) marks.breaks |= bit;
  }
  marks.breaks |= marks.ends;
#endif
  return marks;
}
