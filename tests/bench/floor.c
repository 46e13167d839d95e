/*
 * floor yaml|csv FILE…: what the bare parsers cost over the same bytes, the least any reader built on them can take.
 *
 * yaml: libyaml's event loop over the file in memory. csv: libcsv with empty callbacks, 64 KB at a time.
 */
#include <csv.h>
#include <yaml.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t things;

static void on_field(void *field, size_t length, void *context)
{
	(void)field;
	(void)context;
	things += length > 0;
}

static void on_row(int end, void *context)
{
	(void)end;
	(void)context;
	things++;
}

static bool floor_csv(FILE *file)
{
	static char buffer[64 * 1024];
	struct csv_parser parser;
	size_t count;

	csv_init(&parser, CSV_STRICT);
	while ((count = fread(buffer, 1, sizeof buffer, file)) > 0)
		csv_parse(&parser, buffer, count, on_field, on_row, NULL);
	csv_fini(&parser, on_field, on_row, NULL);
	csv_free(&parser);
	return !ferror(file);
}

static bool floor_yaml(FILE *file)
{
	yaml_parser_t parser;
	yaml_event_t event;
	bool more = true;

	fseek(file, 0, SEEK_END);
	size_t size = (size_t)ftell(file);
	unsigned char *bytes = malloc(size + 1);

	rewind(file);
	if (!bytes || fread(bytes, 1, size, file) != size)
		return false;
	yaml_parser_initialize(&parser);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, bytes, size);
	while (more && yaml_parser_parse(&parser, &event)) {
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		things++;
	}
	yaml_parser_delete(&parser);
	free(bytes);
	return !more;
}

int main(int count, char **words)
{
	for (int i = 2; i < count; i++) {
		FILE *file = fopen(words[i], "rb");
		bool done = file && (strcmp(words[1], "yaml") == 0 ? floor_yaml(file) : floor_csv(file));

		if (!done) {
			fprintf(stderr, "floor: %s\n", words[i]);
			return 1;
		}
		fclose(file);
	}
	printf("%zu\n", things);
	return 0;
}
