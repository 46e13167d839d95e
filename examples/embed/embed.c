/*
 * embed PATH…: care-management software that lets tenken look at its export before it is sent.
 *
 * Writes the findings as JSON beside the program, says in one line what they come to, and goes on: the library never ends its host.
 *
 *   cc embed.c $(pkg-config --cflags --libs tenken) -o embed
 */
#include <tenken/tenken.h>

#include <stdio.h>

/* Told what a format could not write as it is. */
static void note(void *context, const char *line)
{
	fprintf(context, "note: %s\n", line);
}

int main(int count, char **arguments)
{
	const struct tenken_output output = {.format = "json", .path = "tenken-result.json"};
	const struct tenken_options options = {
		.paths = (const char *const *)(arguments + 1),
		.path_count = (size_t)(count - 1),
		.outputs = &output,
		.output_count = 1,
		.as_of = "2026-04-01", /* so that the same export gives the same answer on any day */
		.notice = note,
		.context = stderr,
	};
	struct tenken_summary summary;
	struct tenken_error error;

	switch (tenken_check(&options, &summary, &error)) {
	case TENKEN_OK:
	case TENKEN_FINDINGS:
		printf("tenken %s: %zu plans, %zu errors, %zu warnings, %zu questions; %zu could not be checked\n", tenken_version(), summary.plans,
		       summary.errors, summary.warnings, summary.questions, summary.unchecked);
		return 0;
	case TENKEN_LOST:
		printf("%zu files or plans could not be read\n", summary.lost);
		return 1;
	case TENKEN_USAGE_ERROR:
	case TENKEN_INTERNAL_ERROR:
	case TENKEN_INTERRUPTED:
	case TENKEN_UNCHECKED:
		break;
	}
	fprintf(stderr, "%s\n", error.text);
	return 2;
}
