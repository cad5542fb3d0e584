#pragma once
#include <libxml/xmlversion.h>
// The encoding header would draw in ICU's, which contradict those of Foundation's own copy.
#undef LIBXML_ICU_ENABLED
#include <libxml/parserInternals.h>
#include <libxml/xmlmemory.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <libxml/HTMLparser.h>

// xmlFree is a variable, which Swift may not read from several threads.
static inline void giaoban_xml_free(xmlChar *text) { xmlFree(text); }
