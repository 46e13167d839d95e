/*
 * html_style.h - the style sheet of the HTML report: for a screen of any width and for A4. For report_html.c.
 *
 * Fonts are those that Japanese offices have (BIZ UD is made for being read by everybody), by name: nothing is loaded. Nothing is said
 * by colour alone; all text has a contrast of at least 4.5 to 1. Tables 1 to 3 print on A4 across, as the official forms do.
 */
#ifndef TENKEN_REPORT_HTML_HTML_STYLE_H
#define TENKEN_REPORT_HTML_HTML_STYLE_H

#include "base/text_builder.h"

void html_add_style(struct text_builder *to);

#endif
