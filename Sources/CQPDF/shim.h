#pragma once
#include <dlfcn.h>
#include <qpdf/qpdf-c.h>
#include <stddef.h>

// qpdf brings some twenty libraries along, which would double the time in which every command starts: it is loaded by
// who writes a PDF.

#define GIAOBAN_QPDF_FUNCTIONS(call)                                                                                \
  call(cleanup) call(silence_errors) call(set_suppress_warnings) call(read_memory) call(has_error)     \
  call(get_error) call(get_error_full_text) call(get_root) call(get_info_key) call(get_num_pages)                  \
  call(get_page_n) call(init_write_memory) call(set_deterministic_ID) call(set_object_stream_mode)                 \
  call(set_decode_level) call(write) call(get_buffer) call(get_buffer_length) call(make_indirect_object)           \
  call(oh_parse) call(oh_new_unicode_string) call(oh_new_string) call(oh_new_name) call(oh_new_integer)            \
  call(oh_new_null) call(oh_new_array) call(oh_new_dictionary) call(oh_new_stream) call(oh_append_item)            \
  call(oh_replace_key) call(oh_replace_stream_data) call(oh_get_dict) call(oh_get_key) call(oh_is_array)           \
  call(oh_is_dictionary) call(oh_is_name) call(oh_get_name) call(oh_get_array_n_items) call(oh_get_array_item)

typedef struct {
  __typeof__(&qpdf_init) open;
#define GIAOBAN_FIELD(name) __typeof__(&qpdf_##name) name;
  GIAOBAN_QPDF_FUNCTIONS(GIAOBAN_FIELD)
#undef GIAOBAN_FIELD
} GiaobanQPDF;

// Returns 1 and fills `library`, or returns 0 where the machine does not have it.
static inline int giaoban_qpdf_load(GiaobanQPDF *library) {
  static const char *const names[] = {"libqpdf.so.29", "libqpdf.so.30", "libqpdf.so", "libqpdf.dylib",
                                      "/opt/homebrew/lib/libqpdf.dylib"};
  void *handle = NULL;
  for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++)
    handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return 0;
  library->open = (__typeof__(library->open))dlsym(handle, "qpdf_init");
  if (library->open == NULL) return 0;
#define GIAOBAN_FIND(name)                                                       \
  library->name = (__typeof__(library->name))dlsym(handle, "qpdf_" #name);      \
  if (library->name == NULL) return 0;
  GIAOBAN_QPDF_FUNCTIONS(GIAOBAN_FIND)
#undef GIAOBAN_FIND
  return 1;
}
