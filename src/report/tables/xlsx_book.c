#include "report/tables/xlsx_book.h"

#ifdef TENKEN_HAS_XLSXWRITER

#include "base/compiler.h"
#include "base/platform/platform.h"
#include "base/text_builder.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <xlsxwriter.h>

/*
 * Brought in by the first run that wants a workbook, as libarchive is (readers/zip/zip_expander.c): it stands on libcrypto, which takes
 * longer to load than a plan to check. The declarations are held against its header.
 */
#define XLSXWRITER_FUNCTIONS(FUNCTION)                                                                                         \
	FUNCTION(lxw_workbook *, workbook_new_opt, (const char *, lxw_workbook_options *))                                     \
	FUNCTION(lxw_worksheet *, workbook_add_worksheet, (lxw_workbook *, const char *))                                      \
	FUNCTION(lxw_format *, workbook_add_format, (lxw_workbook *))                                                          \
	FUNCTION(lxw_error, workbook_set_properties, (lxw_workbook *, lxw_doc_properties *))                                   \
	FUNCTION(lxw_error, workbook_close, (lxw_workbook *))                                                                  \
	FUNCTION(void, lxw_workbook_free, (lxw_workbook *))                                                                    \
	FUNCTION(char *, lxw_strerror, (lxw_error))                                                                            \
	FUNCTION(lxw_error, worksheet_write_string, (lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *))       \
	FUNCTION(lxw_error, worksheet_write_number, (lxw_worksheet *, lxw_row_t, lxw_col_t, double, lxw_format *))             \
	FUNCTION(lxw_error, worksheet_set_column, (lxw_worksheet *, lxw_col_t, lxw_col_t, double, lxw_format *))               \
	FUNCTION(void, worksheet_freeze_panes, (lxw_worksheet *, lxw_row_t, lxw_col_t))                                        \
	FUNCTION(lxw_error, worksheet_autofilter, (lxw_worksheet *, lxw_row_t, lxw_col_t, lxw_row_t, lxw_col_t))               \
	FUNCTION(lxw_error, worksheet_repeat_rows, (lxw_worksheet *, lxw_row_t, lxw_row_t))                                    \
	FUNCTION(void, worksheet_set_landscape, (lxw_worksheet *))                                                             \
	FUNCTION(void, worksheet_set_paper, (lxw_worksheet *, uint8_t))                                                        \
	FUNCTION(void, worksheet_fit_to_pages, (lxw_worksheet *, uint16_t, uint16_t))                                          \
	FUNCTION(void, format_set_font_name, (lxw_format *, const char *))                                                     \
	FUNCTION(void, format_set_bold, (lxw_format *))                                                                        \
	FUNCTION(void, format_set_text_wrap, (lxw_format *))                                                                   \
	FUNCTION(void, format_set_align, (lxw_format *, uint8_t))                                                              \
	FUNCTION(void, format_set_bg_color, (lxw_format *, lxw_color_t))                                                       \
	FUNCTION(void, format_set_border, (lxw_format *, uint8_t))

struct xlsxwriter {
#define POINTER(result, name, parameters) result(*name) parameters;
	XLSXWRITER_FUNCTIONS(POINTER)
#undef POINTER
};

#define DECLARED(result, name, parameters) \
	static_assert(_Generic(&name, result(*) parameters : true, default : false), "not as in the header");
XLSXWRITER_FUNCTIONS(DECLARED)
#undef DECLARED

enum {
	SHEETS_MAX = 12,
	LONGEST_CELL = 32000, /* bytes; Excel takes 32,767 characters */
	A4 = 9
};

struct xlsx_sheet {
	lxw_worksheet *worksheet;
	lxw_row_t row;    /* being filled */
	lxw_col_t column; /* of the next cell */
	unsigned columns;
};

struct xlsx_book {
	struct xlsxwriter library;
	lxw_workbook *workbook;
	lxw_format *heading, *cell;
	struct xlsx_sheet sheets[SHEETS_MAX];
	unsigned sheet_count;
	struct text_builder text; /* of a cell, ended by NUL */
	lxw_error error;          /* the first */
	size_t cut;
};

static bool bring_in(struct xlsxwriter *library)
{
	uint64_t interface = 0;
	void *handle = slice_to_uint(slice_from_string(LXW_SOVERSION), &interface) ? platform_library("xlsxwriter", (int)interface) : NULL;
	bool complete = handle != NULL;

#define FIND(result, name, parameters)                                                                                         \
	library->name = complete ? (result(*) parameters)platform_library_function(handle, #name) : NULL;                      \
	complete = complete && library->name;
	XLSXWRITER_FUNCTIONS(FIND)
#undef FIND
	return complete;
}

bool xlsx_book_available(void)
{
	struct xlsxwriter library;

	return bring_in(&library);
}

/* Rows are of the height their text needs; an office in Japan has this font with its Excel. */
static lxw_format *add_format(struct xlsx_book *book, bool heading)
{
	const struct xlsxwriter *library = &book->library;
	lxw_format *format = library->workbook_add_format(book->workbook);

	library->format_set_font_name(format, "游ゴシック");
	library->format_set_text_wrap(format);
	library->format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	library->format_set_border(format, LXW_BORDER_HAIR);
	if (heading) {
		library->format_set_bold(format);
		library->format_set_bg_color(format, 0xE9EDF2);
	}
	return format;
}

struct xlsx_book *xlsx_book_open(struct arena *arena, const char *path)
{
	/* Each row goes to a file of its sheet when the next one begins. */
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	/* The day of the report stands in it; the bytes of a file must not depend on the clock. 1980, as archives begin. */
	char title[] = "tenken";
	lxw_doc_properties properties = {.title = title, .created = 315532800};
	struct xlsx_book *book = arena_new(arena, struct xlsx_book);

	if (!bring_in(&book->library))
		return NULL;
	book->workbook = book->library.workbook_new_opt(path, &options);
	if (!book->workbook)
		return NULL;
	book->library.workbook_set_properties(book->workbook, &properties);
	book->heading = add_format(book, true);
	book->cell = add_format(book, false);
	text_builder_init(&book->text, arena);
	return book;
}

static void keep_error(struct xlsx_book *book, lxw_error error)
{
	if (error != LXW_NO_ERROR && book->error == LXW_NO_ERROR)
		book->error = error;
}

static bool has_room(const struct xlsx_sheet *sheet)
{
	return sheet->worksheet && sheet->row < LXW_ROW_MAX;
}

static void write_text(struct xlsx_book *book, struct xlsx_sheet *sheet, struct slice text, lxw_format *format)
{
	const struct xlsxwriter *library = &book->library;

	struct slice line;
	bool begun = false;

	/* Lines stay lines; everything else that is not seen becomes visible, and no NUL ends the text early. */
	text_builder_clear(&book->text);
	text = utf8_beginning(text, LONGEST_CELL);
	while (slice_next(&text, '\n', &line)) {
		if (begun)
			text_builder_add_char(&book->text, '\n');
		begun = true;
		utf8_add_safely(&book->text, slice_ends_with(line, SLICE_OF("\r")) ? slice_part(line, 0, line.length - 1) : line);
	}
	text_builder_add_char(&book->text, '\0');
	keep_error(book, library->worksheet_write_string(sheet->worksheet, sheet->row, sheet->column, book->text.data, format));
}

unsigned xlsx_book_add_sheet(struct xlsx_book *book, const char *name, const struct slice *headings, const uint8_t *widths, unsigned columns)
{
	const struct xlsxwriter *library = &book->library;
	struct xlsx_sheet *sheet = &book->sheets[book->sheet_count];

	assert(book->sheet_count < SHEETS_MAX);
	*sheet = (struct xlsx_sheet){.worksheet = library->workbook_add_worksheet(book->workbook, name), .columns = columns};
	if (!sheet->worksheet) {
		keep_error(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return book->sheet_count++;
	}
	for (unsigned i = 0; i < columns; i++) {
		keep_error(book, library->worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL));
		write_text(book, sheet, headings[i], book->heading);
		sheet->column++;
	}
	sheet->row = 1;
	sheet->column = 0;
	library->worksheet_freeze_panes(sheet->worksheet, 1, 0);
	library->worksheet_set_landscape(sheet->worksheet);
	library->worksheet_set_paper(sheet->worksheet, A4);
	library->worksheet_fit_to_pages(sheet->worksheet, 1, 0);
	keep_error(book, library->worksheet_repeat_rows(sheet->worksheet, 0, 0));
	return book->sheet_count++;
}

void xlsx_book_add_text(struct xlsx_book *book, unsigned number, struct slice text)
{
	struct xlsx_sheet *sheet = &book->sheets[number];

	assert(number < book->sheet_count && sheet->column < sheet->columns);
	if (has_room(sheet) && text.length)
		write_text(book, sheet, text, book->cell);
	sheet->column++;
}

void xlsx_book_add_number(struct xlsx_book *book, unsigned number, uint64_t value)
{
	struct xlsx_sheet *sheet = &book->sheets[number];

	assert(number < book->sheet_count && sheet->column < sheet->columns);
	if (has_room(sheet))
		keep_error(book, book->library.worksheet_write_number(sheet->worksheet, sheet->row, sheet->column, (double)value, book->cell));
	sheet->column++;
}

void xlsx_book_end_row(struct xlsx_book *book, unsigned number)
{
	struct xlsx_sheet *sheet = &book->sheets[number];

	assert(sheet->column == sheet->columns);
	sheet->column = 0;
	if (has_room(sheet))
		sheet->row++;
	else
		book->cut++;
}

size_t xlsx_book_rows_cut(const struct xlsx_book *book)
{
	return book->cut;
}

bool xlsx_book_close(struct xlsx_book *book, const char **problem)
{
	const struct xlsxwriter *library = &book->library;

	for (unsigned i = 0; i < book->sheet_count; i++) {
		struct xlsx_sheet *sheet = &book->sheets[i];

		if (sheet->worksheet)
			keep_error(book, library->worksheet_autofilter(sheet->worksheet, 0, 0, sheet->row > 1 ? sheet->row - 1 : 1,
								       (lxw_col_t)(sheet->columns - 1)));
	}
	keep_error(book, library->workbook_close(book->workbook));
	book->workbook = NULL;
	*problem = book->error == LXW_NO_ERROR ? NULL : library->lxw_strerror(book->error);
	return book->error == LXW_NO_ERROR;
}

void xlsx_book_abandon(struct xlsx_book *book)
{
	if (!book || !book->workbook)
		return;
	book->library.lxw_workbook_free(book->workbook);
	book->workbook = NULL;
}

#else

bool xlsx_book_available(void)
{
	return false;
}

struct xlsx_book *xlsx_book_open(struct arena *arena, const char *path)
{
	(void)arena;
	(void)path;
	return NULL;
}

unsigned xlsx_book_add_sheet(struct xlsx_book *book, const char *name, const struct slice *headings, const uint8_t *widths, unsigned columns)
{
	(void)book;
	(void)name;
	(void)headings;
	(void)widths;
	(void)columns;
	return 0;
}

void xlsx_book_add_text(struct xlsx_book *book, unsigned sheet, struct slice text)
{
	(void)book;
	(void)sheet;
	(void)text;
}

void xlsx_book_add_number(struct xlsx_book *book, unsigned sheet, uint64_t number)
{
	(void)book;
	(void)sheet;
	(void)number;
}

void xlsx_book_end_row(struct xlsx_book *book, unsigned sheet)
{
	(void)book;
	(void)sheet;
}

size_t xlsx_book_rows_cut(const struct xlsx_book *book)
{
	(void)book;
	return 0;
}

bool xlsx_book_close(struct xlsx_book *book, const char **problem)
{
	(void)book;
	*problem = NULL;
	return false;
}

void xlsx_book_abandon(struct xlsx_book *book)
{
	(void)book;
}

#endif
