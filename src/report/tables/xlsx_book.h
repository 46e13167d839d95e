/*
 * xlsx_book.h - a workbook of plain tables, written row by row through libxlsxwriter. For report_xlsx.c.
 *
 * Every text goes in as text: no cell can be a formula, whatever it begins with. Rows leave memory as they are finished. Without
 * libxlsxwriter, at build time or on this machine, nothing can be opened.
 */
#ifndef TENKEN_REPORT_TABLES_XLSX_BOOK_H
#define TENKEN_REPORT_TABLES_XLSX_BOOK_H

#include "base/memory/arena.h"

struct xlsx_book;

bool xlsx_book_available(void);
/* `path` is written in place. NULL when there is no library or no room. Belongs to whoever opens it: close or abandon. */
struct xlsx_book *xlsx_book_open(struct arena *arena, const char *path);
/* A table: its name below, its headings and the widths of its columns in characters. Gives its number, from 0. */
unsigned xlsx_book_add_sheet(struct xlsx_book *book, const char *name, const struct slice *headings, const uint8_t *widths, unsigned columns);
/* The next cell of the row at hand; no text leaves the cell empty. False in a row that no sheet has room for. */
void xlsx_book_add_text(struct xlsx_book *book, unsigned sheet, struct slice text);
void xlsx_book_add_number(struct xlsx_book *book, unsigned sheet, uint64_t number);
void xlsx_book_end_row(struct xlsx_book *book, unsigned sheet);
size_t xlsx_book_rows_cut(const struct xlsx_book *book); /* rows that did not fit into their sheet */
/* False with a sentence in *problem when it could not be written. The book is gone afterwards. */
bool xlsx_book_close(struct xlsx_book *book, const char **problem);
void xlsx_book_abandon(struct xlsx_book *book); /* NULL is fine */

#endif
