/*
 * limits.h - every limit of tenken in one place. Reaching one is a finding or a clear error, never a crash.
 *
 * Anyone may use it. The numbers are far above any real plan and low enough that hostile input ends at once.
 */
#ifndef TENKEN_BASE_LIMITS_H
#define TENKEN_BASE_LIMITS_H

#define LIMIT_FILE_BYTES (UINT64_C(8) << 30)      /* one input file */
#define LIMIT_DOCUMENT_BYTES (UINT64_C(64) << 20) /* one YAML document */
#define LIMIT_YAML_DEPTH 64                       /* nesting of mappings and sequences */
#define LIMIT_YAML_NODES 2000000                  /* nodes of one document */
#define LIMIT_YAML_ALIASES 1000                   /* nodes that aliases may add to one document */
#define LIMIT_YAML_DIRECTIVES 64                  /* lines that begin with % before one document */
#define LIMIT_SCALAR_BYTES (UINT64_C(1) << 20)    /* one value */
#define LIMIT_CSV_FIELDS 512                      /* fields of one row */
#define LIMIT_CSV_FIELD_BYTES (UINT64_C(1) << 20) /* one field */
#define LIMIT_PLAN_ROWS 20000                     /* CSV rows of one plan in one file */
#define LIMIT_PLAN_SOURCES 4096                   /* CSV files of one plan with its months */
#define LIMIT_PLAN_MONTHS 1200                    /* months of one plan */
#define LIMIT_LIST_ITEMS 100000                   /* records of one list */
#define LIMIT_DIRECTORY_DEPTH 64
#define LIMIT_IGNORE_FILE_BYTES (64 << 10) /* one .tenkenignore */
#define LIMIT_FILE_LIST_BYTES (64 << 20)  /* the list of --files-from */
#define LIMIT_ARCHIVE_ENTRIES 65535        /* files and folders of one archive */
#define LIMIT_ARCHIVE_PATH_BYTES 1024      /* a name in it */
#define LIMIT_ARCHIVE_BYTES (UINT64_C(2) << 30) /* all it expands to */
#define LIMIT_ARCHIVE_RATIO 200            /* that to its own size, beyond the first LIMIT_ARCHIVE_FREE_BYTES */
#define LIMIT_ARCHIVE_FREE_BYTES (UINT64_C(64) << 20)
#define LIMIT_FINDINGS_A_PLAN 2000
#define LIMIT_RELATED_PLANS 1000           /* that one finding over many plans lists */
#define LIMIT_SARIF_RESULTS 25000          /* of one run; what GitHub takes */
#define LIMIT_JUNIT_FINDINGS 25000         /* of one run that are told in full */
#define LIMIT_HTML_FINDINGS 25000          /* of one run that are told in full; a browser must be able to show them */
#define LIMIT_HTML_PLANS 2000              /* of one run that are laid out as their forms */
#define LIMIT_GITHUB_ANNOTATIONS 10        /* of a kind; what GitHub shows of one step */
#define LIMIT_PARTIAL_BYTES (UINT64_C(1) << 40)   /* one partial file */
#define LIMIT_RULE_FILE_BYTES (4 << 20)
#define LIMIT_SERVICE_CODES_BYTES (64 << 20) /* the table of --service-codes */
#define LIMIT_SUPPRESSION_FILE_BYTES (16 << 20) /* one file of --suppressions, or tenken.yaml */
#define LIMIT_BASELINE_BYTES (256 << 20)      /* the file of --baseline */
#define LIMIT_MASK_KEY_BYTES 65536         /* the file of --mask-key */
#define LIMIT_EXPRESSION_BYTES 8192
#define LIMIT_EXPRESSION_NESTING 250      /* parser recursion */
#define LIMIT_EXPRESSION_HEIGHT 250       /* height of the checked tree */
#define LIMIT_EXPRESSION_STEPS 1000000    /* a rule and node */
#define LIMIT_EXPRESSION_SLOTS 96          /* names visible at once: scopes, let, variables of all and exists */
#define LIMIT_USED_TABLES 8                /* periods of tables that a finding names */
#define LIMIT_EXPRESSION_PROBLEMS 20       /* mistakes shown of one rule */
#define LIMIT_PATTERN_STATES 1000          /* of a regular expression */
#define LIMIT_SIMILAR_PAIRS 1000000       /* pairs of nearly equal texts of one run */

#endif
