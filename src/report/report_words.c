#include "report/report_words.h"

#include "text/unicode/utf8.h"

struct slice finding_severity_title(const struct finding *finding, bool english)
{
	static const struct slice ja[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = SLICE("要確認（法令）"),
		[SEVERITY_WARNING] = SLICE("点検で話題になりやすい点"),
		[SEVERITY_INFO] = SLICE("気づき"),
	};

	if (english)
		return severity_name(finding->severity);
	if (finding->severity == SEVERITY_ERROR && finding->basis_count == 0)
		return SLICE_OF("要確認");
	return ja[finding->severity];
}

struct slice finding_label(const struct finding *finding, bool english)
{
	if (finding->kind == FINDING_REVIEW)
		return english ? SLICE_OF("question") : SLICE_OF("問いかけ");
	return finding_severity_title(finding, english);
}

struct slice finding_kind_title(const struct finding *finding, bool english)
{
	static const struct slice ja[FINDING_KIND_COUNT] = {
		[FINDING_FAIL] = SLICE("指摘"), [FINDING_REVIEW] = SLICE("問いかけ"), [FINDING_OPEN] = SLICE("確認できない")};
	static const struct slice en[FINDING_KIND_COUNT] = {
		[FINDING_FAIL] = SLICE("finding"), [FINDING_REVIEW] = SLICE("question"), [FINDING_OPEN] = SLICE("not checked")};

	if (finding->suppressed_by)
		return english ? SLICE_OF("left as it is") : SLICE_OF("そのままにする");
	if (finding->known)
		return english ? SLICE_OF("known before") : SLICE_OF("前から分かっていること");
	return english ? en[finding->kind] : ja[finding->kind];
}

void add_basis_line(struct text_builder *text, const struct basis *basis, bool english)
{
	text_builder_add(text, basis->title.length ? basis->title : basis->source);
	if (basis->place.length) {
		text_builder_add_char(text, ' ');
		text_builder_add(text, basis->place);
	}
	if (!basis->verified)
		text_builder_add(text, english ? SLICE_OF(" (not compared with the text yet)") : SLICE_OF("（原文との照合前）"));
}

const struct basis *chief_basis(const struct basis *basis, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (basis[i].verified)
			return &basis[i];
	return count ? basis : NULL;
}

bool finding_fails(const struct finding *finding, const struct report_run *run)
{
	return finding->kind == FINDING_FAIL && !finding->suppressed_by && !finding->known && run->can_fail && finding->severity >= run->fails_from;
}

struct slice path_from_folder(struct slice path, struct slice folder)
{
	struct slice here = SLICE("./");

	if (folder.length && slice_starts_with(path, folder) && path.length > folder.length && path.data[folder.length] == '/')
		path = slice_part(path, folder.length + 1, path.length);
	while (slice_starts_with(path, here) && path.length > here.length)
		path = slice_part(path, here.length, path.length);
	return path;
}

void add_path_first(struct text_builder *text, struct slice path)
{
	struct slice shown = slice_trim(path);

	if (slice_starts_with(shown, SLICE_OF("::")) || slice_starts_with(shown, SLICE_OF("##")))
		text_builder_add(text, SLICE_OF("./"));
	utf8_add_safely(text, path);
}

static bool is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void add_uri_path(struct text_builder *text, struct slice path)
{
	for (size_t i = 0; i < path.length; i++) {
		unsigned char c = (unsigned char)path.data[i];

		if (c == '/' || is_unreserved(c))
			text_builder_add_char(text, path.data[i]);
		else
			text_builder_print(text, "%%%02X", (unsigned)c);
	}
}
