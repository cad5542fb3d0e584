#pragma once
#include <png.h>
#include <stdlib.h>
#include <string.h>

// libpng reports errors by longjmp, which may not cross Swift frames: the whole encoding therefore
// stays in this one function.

typedef struct {
  unsigned char *bytes;
  size_t count;
  size_t capacity;
} GiaobanBytes;

static inline void giaoban_png_append(png_structp png, png_bytep data, png_size_t length) {
  GiaobanBytes *out = (GiaobanBytes *)png_get_io_ptr(png);
  if (out->count + length > out->capacity) {
    size_t capacity = (out->count + length) * 2;
    unsigned char *bytes = (unsigned char *)realloc(out->bytes, capacity);
    if (bytes == NULL) png_error(png, "out of memory");
    out->bytes = bytes;
    out->capacity = capacity;
  }
  memcpy(out->bytes + out->count, data, length);
  out->count += length;
}

static inline void giaoban_png_flush(png_structp png) { (void)png; }

typedef struct {
  unsigned width, height;
  double dotsPerInch;
  // Red, green and blue of each colour where pixels are indices; NULL where they are colours.
  const unsigned char *palette;
  int paletteCount;
  const char *title;
  const char *description;
  const char *software;
  // The pixels as the format wants them: every row behind its filter's number, all as one zlib stream.
  const unsigned char *stream;
  size_t streamCount;
} GiaobanImage;

#define GIAOBAN_CHUNK ((size_t)1 << 20)

// Returns 0 and fills `out`, or returns 1. The caller frees `out->bytes` in either case.
static inline int giaoban_png_encode(const GiaobanImage *image, GiaobanBytes *out) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  if (png == NULL) return 1;
  png_infop info = png_create_info_struct(png);
  if (info == NULL || setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return 1;
  }
  png_set_write_fn(png, out, giaoban_png_append, giaoban_png_flush);
  int isIndexed = image->palette != NULL;
  png_set_IHDR(png, info, image->width, image->height, 8,
               isIndexed ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (isIndexed) png_set_PLTE(png, info, (png_const_colorp)image->palette, image->paletteCount);
  png_uint_32 perMetre = (png_uint_32)(image->dotsPerInch / 0.0254 + 0.5);
  png_set_pHYs(png, info, perMetre, perMetre, PNG_RESOLUTION_METER);

  png_text texts[3];
  const char *keys[3] = {"Title", "Description", "Software"};
  const char *values[3] = {image->title, image->description, image->software};
  int count = 0;
  memset(texts, 0, sizeof texts);
  for (int i = 0; i < 3; i++) {
    if (values[i] == NULL || values[i][0] == 0) continue;
    texts[count].compression = PNG_ITXT_COMPRESSION_NONE;
    texts[count].key = (png_charp)keys[i];
    texts[count].text = (png_charp)values[i];
    texts[count].itxt_length = strlen(values[i]);
    texts[count].lang = (png_charp)"";
    texts[count].lang_key = (png_charp)"";
    count++;
  }
  png_set_text(png, info, texts, count);
  png_write_info(png, info);
  // libpng would compress the rows itself, with zlib; a chunk that is ready it writes as it is.
  for (size_t start = 0; start < image->streamCount; start += GIAOBAN_CHUNK) {
    size_t rest = image->streamCount - start;
    png_write_chunk(png, (png_const_bytep) "IDAT", image->stream + start,
                    rest < GIAOBAN_CHUNK ? rest : GIAOBAN_CHUNK);
  }
  png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
  png_destroy_write_struct(&png, &info);
  return 0;
}
