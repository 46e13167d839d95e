/*
 * html_text.h - the one way of text into an HTML report, and small pieces of markup. For the files of report/html/ alone.
 *
 * Markup is written by us as it is; whatever comes from a plan, a rule or a path goes through html_add or html_add_lines.
 */
#ifndef TENKEN_REPORT_HTML_HTML_TEXT_H
#define TENKEN_REPORT_HTML_HTML_TEXT_H

#include "base/text_builder.h"

/* Text as text, good in an element and in a quoted attribute; what is not seen or drives a terminal appears as <U+001B>. */
void html_add(struct text_builder *to, struct slice text);
/* The same with <br> where a line ends. */
void html_add_lines(struct text_builder *to, struct slice text);
/* A link to a page outside; as plain text when it is no http(s) address. */
void html_add_link(struct text_builder *to, struct slice address, struct slice text);

#endif
