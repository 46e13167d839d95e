/*
 * tenken.h - check Japanese care plans against checklist items kept as data. The whole public interface of libtenken.
 *
 * The library reads the inputs it is given and writes the outputs it is told to; it uses no network, sets no locale, never
 * exits or aborts its host, and keeps nothing between calls. Calls on different threads do not touch each other. All text is
 * UTF-8; paths use / between folders.
 */
#ifndef TENKEN_TENKEN_H
#define TENKEN_TENKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define TENKEN_API __attribute__((__visibility__("default")))
#else
#define TENKEN_API
#endif

/* What a run came to. The values are the exit status of the program; when several apply, the first of this list wins. */
enum tenken_status {
	TENKEN_INTERRUPTED = 130,
	TENKEN_INTERNAL_ERROR = 70, /* out of memory */
	TENKEN_USAGE_ERROR = 2,     /* options, configuration or rules are wrong, or a rule failed while running */
	TENKEN_LOST = 3,            /* a file or document could not be checked, or an output could not be written */
	TENKEN_FINDINGS = 1,        /* findings at or above fail_on */
	TENKEN_UNCHECKED = 4,       /* only with fail_on_unchecked */
	TENKEN_OK = 0
};

enum tenken_level {
	TENKEN_LEVEL_ERROR,
	TENKEN_LEVEL_WARNING,
	TENKEN_LEVEL_INFO,
	TENKEN_LEVEL_NEVER
};

enum tenken_color {
	TENKEN_COLOR_AUTO, /* on a terminal, unless NO_COLOR is set */
	TENKEN_COLOR_ALWAYS,
	TENKEN_COLOR_NEVER
};

enum tenken_encoding {
	TENKEN_ENCODING_AUTO, /* by each file: byte-order mark, strict UTF-8, strict CP932 */
	TENKEN_ENCODING_UTF8,
	TENKEN_ENCODING_CP932
};

/* Who reads the result. */
enum tenken_audience {
	TENKEN_AUDIENCE_OF_PROFILE,
	TENKEN_AUDIENCE_MANAGER,   /* a question and the next step */
	TENKEN_AUDIENCE_INSPECTOR, /* the basis and what it was judged by */
	TENKEN_AUDIENCE_VENDOR     /* file, item of the exchange standard, code */
};

/* One result of a run: a format and where it goes. */
struct tenken_output {
	const char *format; /* text, json, ndjson, sarif, junit, github, gitlab, csv, html, xlsx */
	const char *path;   /* NULL or "": standard output */
};

/* Everything a check can be told. Zero is a good default for every member; strings are borrowed for the call. */
struct tenken_options {
	const char *const *paths; /* files, folders, "-" for standard input; none: the current folder */
	size_t path_count;
	const struct tenken_output *outputs; /* none: text to standard output */
	size_t output_count;
	const char *const *rule_folders; /* rule files added to the shipped ones */
	size_t rule_folder_count;
	const char *const *select; /* rule ids, names or categories; none: all */
	size_t select_count;
	const char *const *also;   /* rule ids or names: beside those that run, what runs only on request */
	size_t also_count;
	const char *const *ignore;
	size_t ignore_count;
	const char *profile;    /* a profile of rules/profiles/: plans are held against its policy too; NULL: none */
	const char *as_of;      /* the date that stands for today, in any accepted form; NULL: today */
	const char *questions;  /* how many questions a plan brings up at most: a number, or "all"; NULL: five */
	const char *files_from; /* a list of further inputs, a path a line or ended by NUL; "-": from standard input. NULL: none */
	const char *stdin_name; /* how standard input is called; its ending says what it is. NULL: stdin.yaml */
	const char *layout;     /* a file that says what the headings of CSV tables mean, added to the shipped words; NULL: none */
	const char *const *suppressions; /* YAML files of findings that stay as they are, beside those of the plans */
	size_t suppression_count;
	const char *settings;   /* a settings file: its own list of suppressions counts too; NULL: none */
	const char *baseline;   /* what tenken_baseline wrote: what stands in it does not count; NULL: none */
	const char *mask_key;   /* a file, 16 bytes or more, that makes what `mask` puts in place of names the same in every run; NULL: none */
	const char *service_codes; /* a CSV that says of which class service codes are, before the shipped table; NULL: none */
	enum tenken_audience audience; /* whose words findings speak; 0: those of the profile, else the care manager's */
	bool english;           /* messages in English instead of Japanese */
	bool allow_empty;       /* no input at all is fine */
	bool fail_on_unchecked; /* of the forms the profile requires (require_forms), or of any when it names none */
	bool mask;              /* results say nothing of whose the plans are; so does a `mask_key` */
	bool list_files;        /* says what each file is instead of judging: text or json */
	bool quiet;             /* text: findings without the coverage and the closing summary */
	bool statistics;        /* text: tables of how many there are of what, by rule, office and month, at the end */
	bool care_managers;     /* text: these tables, and one by care manager; html, xlsx, totals: that one too; json, ndjson: who it is */
	bool rank;              /* text, html, xlsx, json, ndjson: in which order plans are worth looking at together, with the reasons */
	enum tenken_level fail_on;
	enum tenken_color color;
	enum tenken_encoding encoding; /* of all inputs */
	bool sarif_all_kinds;   /* sarif: also questions, what could not be checked, and what does not apply */
	enum tenken_encoding csv_encoding; /* of csv: CP932, else UTF-8 with a byte-order mark */
	bool with_plan;         /* json, ndjson: also the plans, laid out as their forms, for tenken_report */
	const char *partial;    /* a file for tenken_merge, written beside the outputs, or in place of them when there are none; NULL: none */
	size_t jobs;            /* threads at most; 0: one a processor. The result is the same, byte by byte */
	/*
	 * Asked again and again, by any of the threads: once it gives true no more is read, and what was done is written whole. The
	 * run then comes to TENKEN_INTERRUPTED. May be NULL.
	 */
	bool (*stop)(void *context);
	void (*progress)(void *context, size_t files, size_t plans); /* told how many are done, after each, on the caller's thread; may be NULL */
	void (*notice)(void *context, const char *line); /* told what a format could not write as it is, a line each; may be NULL */
	void *context; /* of both */
};

/* How many of what; filled by tenken_check whatever the status. */
struct tenken_summary {
	size_t files;                   /* inputs that were opened */
	size_t plans;                   /* plans that were judged */
	size_t lost;                    /* files and documents that could not be checked */
	size_t errors, warnings, infos; /* findings of kind fail */
	size_t questions;               /* findings of kind review */
	size_t unchecked;               /* rule and plan pairs that could not be checked */
	size_t suppressed;              /* findings that were left as they are, with a reason */
	size_t known;                   /* findings that the baseline knows */
};

/* Room for one sentence that says what is wrong with the arguments or the environment. */
struct tenken_error {
	char text[1024];
};

/*
 * Checks the inputs and writes the outputs. Findings do not set `error`; wrong options, unreadable rules and failed outputs do.
 * `summary` and `error` may be NULL.
 */
TENKEN_API enum tenken_status tenken_check(const struct tenken_options *options, struct tenken_summary *summary,
					   struct tenken_error *error);

/*
 * Joins what runs over parts of the inputs wrote to options->partial: `paths` are those files, in any order. The result is that of one
 * run over all inputs in the order of their paths. How the parts were judged (date, language, profile, selection, questions) is taken
 * from the files; rule folders and suppressions must be the same again, and a baseline is given here alone. Parts that differ are refused.
 */
TENKEN_API enum tenken_status tenken_merge(const struct tenken_options *options, struct tenken_summary *summary,
					   struct tenken_error *error);

/*
 * Checks the inputs in the same way and writes what was found to `path` (NULL or "": standard output) as a baseline for later runs.
 * `outputs`, `fail_on`, `fail_on_unchecked`, `list_files` and `baseline` of the options have no part in it. Never TENKEN_FINDINGS.
 */
TENKEN_API enum tenken_status tenken_baseline(const struct tenken_options *options, const char *path, struct tenken_summary *summary,
					      struct tenken_error *error);

/* What tenken_report makes of a saved result. Zero is a good default for every member but `result`; strings are borrowed. */
struct tenken_report_options {
	const char *result;                   /* a file that `--format json` or `ndjson` wrote, best with its plans; "-": standard input */
	const struct tenken_output *outputs;  /* html, csv, xlsx or totals; none: html to standard output */
	size_t output_count;
	enum tenken_encoding csv_encoding;    /* as in tenken_options */
	bool english;                         /* of this function's own sentences: the report speaks as the result does */
	bool care_managers;                   /* html, xlsx, totals: counts by care manager, too; the result must name them */
	void (*notice)(void *context, const char *line);
	void *context;
};

/*
 * Writes reports from a saved result, the same as its run would have written. Nothing is judged again. TENKEN_USAGE_ERROR when the
 * file is no whole result, and then nothing is written.
 */
TENKEN_API enum tenken_status tenken_report(const struct tenken_report_options *options, struct tenken_error *error);

/* One value of a settings file or a profile; a list gives one of each item, in its order. */
struct tenken_setting {
	const char *key, *value; /* the key is the long name of an option */
	unsigned line;           /* of a file */
};

struct tenken_settings {
	const char *path; /* of the file; NULL: there is none */
	const struct tenken_setting *items;
	size_t count;
	bool has_suppressions; /* the file holds suppressions of its own: its path is for `settings` of tenken_options */
	void *memory;          /* what all of it lives in: tenken_settings_release */
};

/*
 * Reads a settings file: `path`, or, when it is NULL, the nearest tenken.yaml from the current folder upward. Which keys there are
 * and what they mean is the caller's business. TENKEN_USAGE_ERROR with the place of a mistake; there is nothing to release then.
 */
TENKEN_API enum tenken_status tenken_settings_read(const char *path, struct tenken_settings *settings, struct tenken_error *error);
/* What the profile of `options` (with its rule folders) sets where the options say nothing: audience, select, questions … */
TENKEN_API enum tenken_status tenken_profile_read(const struct tenken_options *options, struct tenken_settings *settings,
						  struct tenken_error *error);
/* What stands, here and today, for options that are left alone and have no fixed value: questions, jobs (processors), as-of (the day). */
TENKEN_API enum tenken_status tenken_defaults_read(struct tenken_settings *settings, struct tenken_error *error);
TENKEN_API void tenken_settings_release(struct tenken_settings *settings); /* one that is all zero is fine */

/* What tenken_rules does. */
enum tenken_rules_action {
	TENKEN_RULES_LIST,    /* one line a rule */
	TENKEN_RULES_EXPLAIN, /* everything about the rules named in `names` */
	TENKEN_RULES_CHECK,   /* every mistake of the rule files; TENKEN_FINDINGS when there is one */
	TENKEN_RULES_TEST,    /* runs the examples of the rules; TENKEN_FINDINGS when one fails */
	TENKEN_RULES_NEW,     /* a rule of the kind named in `names`, filled in as an example; without a name the kinds, one a line */
	TENKEN_RULES_COVERAGE /* each item of the policies with its rules and question; TENKEN_FINDINGS when one has neither */
};

/* The language of the names in a condition: rules are written in either. */
enum tenken_names {
	TENKEN_NAMES_AS_TEXT, /* as the rest of the text */
	TENKEN_NAMES_JA,
	TENKEN_NAMES_EN
};

struct tenken_rules_options {
	enum tenken_rules_action action;
	const char *folder;       /* the rule files; NULL: the shipped ones */
	const char *const *rule_folders; /* rule files added to them */
	size_t rule_folder_count;
	const char *const *names; /* EXPLAIN: ids or names, policies, their items (kashiwa/1). NEW: a kind or nothing */
	size_t name_count;
	enum tenken_names names_in; /* EXPLAIN */
	bool mutations;           /* TEST: drops every part of every condition instead, which some example must notice */
	const char *output;       /* NEW: a file that does not exist yet; NULL or "": standard output */
	const char *format;       /* text; LIST, COVERAGE: text or json; CHECK, TEST: text, json or ndjson. NULL: text */
	bool english;
	enum tenken_color color;
};

/* Works on rule files and writes to standard output. */
TENKEN_API enum tenken_status tenken_rules(const struct tenken_rules_options *options, struct tenken_error *error);

/* Where and how tenken_convert writes. Zero is a good default for every member but `output` of CSV; strings are borrowed. */
struct tenken_convert_options {
	const char *const *paths; /* as in tenken_options */
	size_t path_count;
	bool csv;               /* the CSV set of the exchange standard instead of YAML */
	const char *output;     /* YAML: a file, NULL: standard output. CSV: an existing folder */
	const char *sender;     /* in the names of CSV files: office, and service type behind a hyphen; NULL: the plan's office */
	const char *receiver;   /* NULL: as the sender */
	const char *timestamp;  /* YYYYMMDDHHMMSS in the names of CSV files; NULL: the start of as_of */
	/* As in tenken_options. */
	const char *as_of, *stdin_name, *files_from, *layout;
	enum tenken_encoding encoding;
	bool english, allow_empty;
	bool force;             /* replace files that exist */
	void (*notice)(void *context, const char *line); /* told what could not be carried over or read, a line each; may be NULL */
	void *context;
};

/*
 * Reads plans as tenken_check does and writes them in the other form. Complete files only: each is written beside its name and
 * renamed at the end, readable by its owner alone. TENKEN_LOST when something could not be read or written.
 */
TENKEN_API enum tenken_status tenken_convert(const struct tenken_convert_options *options, struct tenken_error *error);

/* Which JSON Schema (draft-07) tenken_schema writes. */
enum tenken_schema_kind {
	TENKEN_SCHEMA_PLAN,  /* YAML plans */
	TENKEN_SCHEMA_RULES, /* rule files */
	TENKEN_SCHEMA_RESULT /* the result in json */
};

/* Writes a schema to standard output, for editors and for programs that read results. */
TENKEN_API enum tenken_status tenken_schema(enum tenken_schema_kind kind, struct tenken_error *error);

TENKEN_API const char *tenken_version(void); /* "0.1.0" */

#endif
