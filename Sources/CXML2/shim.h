#pragma once
#include <libxml/xmlversion.h>
// The encoding header would draw in ICU's, which contradict those of Foundation's own copy.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlmemory.h>
#include <libxml/xmlwriter.h>
