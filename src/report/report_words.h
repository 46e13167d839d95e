/*
 * report_words.h - words and spellings that several formats share: severities for people, where a file stands. For the files of
 * report/ alone.
 */
#ifndef TENKEN_REPORT_REPORT_WORDS_H
#define TENKEN_REPORT_REPORT_WORDS_H

#include "base/text_builder.h"
#include "report/report.h"

/* How weighty a finding is, in the care manager's voice; an error without a basis in law is not said to have one. */
struct slice finding_severity_title(const struct finding *finding, bool english);
/* The same, but a question is called one. */
struct slice finding_label(const struct finding *finding, bool english);
/* 指摘, 問いかけ, 確認できない; or that it was left as it is. */
struct slice finding_kind_title(const struct finding *finding, bool english);
/* "title place" of what a finding or rule rests on, and that it was not compared with the text yet. */
void add_basis_line(struct text_builder *text, const struct basis *basis, bool english);
/* The basis a person looks up first: one that was compared with its text. NULL when there is none. */
const struct basis *chief_basis(const struct basis *basis, size_t count);

/* Can a finding change the exit status: of kind fail, neither suppressed nor known, at or above --fail-on? */
bool finding_fails(const struct finding *finding, const struct report_run *run);

/* The path as seen from the folder the run began in; as it is when it stands elsewhere. A part of `path`. */
struct slice path_from_folder(struct slice path, struct slice folder);
/*
 * A path where a line of a report for people begins, safe for a terminal. The machines of a CI obey lines that begin with a command
 * (::error of GitHub, ##[ and ##vso[ of Azure): a name that looks like one is shown as a path of this folder.
 */
void add_path_first(struct text_builder *text, struct slice path);
/* A path as part of a URI (RFC 3986): what is not unreserved is percent-encoded, / stays. */
void add_uri_path(struct text_builder *text, struct slice path);

#endif
