/* Findings at places all over a text, in every format: excerpts, columns and escapes. The first byte chooses. */
#include "fuzz/fuzz.h"

#include "base/compiler.h"
#include "text/cp932/cp932.h"

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	static const struct slice formats[] = {SLICE("text"), SLICE("json"), SLICE("ndjson")};
	struct check *check = &fuzz->check;
	unsigned choice = fuzz_choice(&input, 12);
	struct finding_list findings;
	struct text_builder text;
	struct source source;

	source_init(&source, &check->file, SLICE_OF("plan.yaml"), input, choice / 3 % 2 ? ENCODING_CP932 : ENCODING_UTF8, 0);
	fuzz->options.english = choice / 6 != 0;
	finding_list_init(&findings, &check->run, fuzz->options.english);
	for (size_t at = 0, step = input.length / 16 + 1; at <= input.length; at += step) {
		text_builder_init(&text, &check->run);
		cp932_add_decoded(&text, slice_part(input, at, at + 24));
		struct slice part = text_builder_slice(&text), arguments[] = {part, part, part, part, part, part};

		finding_add_builtin(&findings, (enum builtin_finding)(at % BUILTIN_COUNT), (struct place){&source, at, at % 7}, arguments,
				    COUNT_OF(arguments))
			->address = part;
	}
	finding_list_sort(&findings);
	for (size_t i = 0; i < findings.count; i++)
		finding_seal(&findings, findings.items[i]);
	fuzz_expect_report(fuzz, formats[choice % 3], &findings);
}
