#pragma once
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <cairo.h>
#include <cairo-pdf.h>
