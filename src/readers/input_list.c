#include "readers/input_list.h"

#include "base/limits.h"
#include "base/platform/platform.h"
#include "readers/ignore_list.h"
#include "readers/seen_files.h"

#include <string.h>

struct listing {
	struct input_list *list;
	struct arena *arena;
	size_t capacity;
	struct finding_list *findings;
	const struct ignore_list *ignored;
	struct seen_files seen;
	uint64_t (*settings)[2]; /* identities */
	size_t settings_count;
	size_t left_out_capacity;
	bool keep_left_out;
	uint64_t above[LIMIT_DIRECTORY_DEPTH][2]; /* identities of the folders we are in: a link back is not followed */
};

static void add_input(struct listing *listing, struct input input, const uint64_t identity[2])
{
	struct input_list *list = listing->list;
	const struct slice *before = seen_files_add(&listing->seen, input.path, identity);

	if (before) {
		struct finding *finding = finding_add_builtin(listing->findings, BUILTIN_FILE_TWICE, (struct place){0}, before, 1);

		if (finding)
			finding->path = arena_copy(listing->findings->arena, input.path);
		return;
	}
	list->items = arena_with_room(listing->arena, list->items, list->count, &listing->capacity, sizeof *list->items);
	list->items[list->count++] = input;
}

static void leave_out(struct listing *listing, struct slice path, enum left_out reason)
{
	struct input_list *list = listing->list;

	if (!listing->keep_left_out)
		return;
	list->left_out = arena_with_room(listing->arena, list->left_out, list->left_out_count, &listing->left_out_capacity,
					 sizeof *list->left_out);
	list->left_out[list->left_out_count++] = (struct left_out_input){path, reason};
}

struct slice unreadable_reason(struct slice reason, bool english)
{
	static const struct {
		struct slice en, ja;
	} reasons[] = {
		{SLICE("No such file or directory"), SLICE("ファイルが見つかりません")},
		{SLICE("Permission denied"), SLICE("読み取る権限がありません")},
		{SLICE("Too many levels of symbolic links"), SLICE("リンクが輪になっています")},
		{SLICE("not a regular file"), SLICE("ふつうのファイルではありません")},
		{SLICE("too many folders inside each other"), SLICE("フォルダの入れ子が深すぎます")},
	};

	for (size_t i = 0; !english && i < COUNT_OF(reasons); i++)
		if (slice_equal(reason, reasons[i].en))
			return reasons[i].ja;
	return reason;
}

static void add_unreadable(struct listing *listing, struct slice path, struct slice reason)
{
	struct slice words = unreadable_reason(reason, listing->findings->english);
	struct finding *finding = finding_add_builtin(listing->findings, BUILTIN_FILE_UNREADABLE, (struct place){0}, &words, 1);

	if (finding)
		finding->path = arena_copy(listing->findings->arena, path);
}

struct slice path_ending(struct slice path, char room[8])
{
	size_t dot = path.length;

	while (dot > 0 && path.data[dot - 1] != '.' && path.data[dot - 1] != '/')
		dot--;
	size_t length = path.length - dot;

	if (dot == 0 || path.data[dot - 1] != '.' || length >= 8)
		return slice_of(room, 0);
	for (size_t i = 0; i < length; i++) {
		char c = path.data[dot + i];

		room[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return slice_of(room, length);
}

static bool has_plan_ending(struct slice path)
{
	char room[8];
	struct slice ending = path_ending(path, room);

	return slice_equal(ending, SLICE_OF("yaml")) || slice_equal(ending, SLICE_OF("yml")) ||
	       slice_equal(ending, SLICE_OF("csv")) || slice_equal(ending, SLICE_OF("zip"));
}

static bool is_inside_itself(const struct listing *listing, unsigned depth, const uint64_t identity[2])
{
	for (unsigned i = 0; i < depth; i++)
		if (listing->above[i][0] == identity[0] && listing->above[i][1] == identity[1])
			return true;
	return false;
}

static bool is_settings(const struct listing *listing, struct slice name, const uint64_t identity[2])
{
	for (size_t i = 0; i < listing->settings_count; i++)
		if (memcmp(listing->settings[i], identity, sizeof listing->settings[i]) == 0)
			return true;
	return slice_equal(name, SLICE_OF("tenken.yaml"));
}

static void add_folder(struct listing *listing, struct slice path, unsigned depth);

static void add_entry(struct listing *listing, struct slice folder, struct slice name, unsigned depth)
{
	bool here = slice_equal(folder, SLICE_OF("."));
	bool slash = slice_ends_with(folder, SLICE_OF("/"));
	struct slice path = here ? name
				 : arena_print(listing->arena, "%.*s%s%.*s", SLICE_PRINT(folder), slash ? "" : "/", SLICE_PRINT(name));

	if (slice_starts_with(name, SLICE_OF("."))) {
		leave_out(listing, path, LEFT_OUT_DOT);
		return;
	}
	uint64_t identity[2], bytes = 0;
	enum path_kind kind = platform_path_look(path, identity, &bytes);

	if (ignore_list_holds(listing->ignored, name, kind == PATH_FOLDER))
		leave_out(listing, path, LEFT_OUT_IGNORED);
	else if (kind == PATH_FOLDER)
		add_folder(listing, path, depth + 1);
	else if (!has_plan_ending(name))
		leave_out(listing, path, LEFT_OUT_ENDING);
	else if (kind == PATH_FILE && is_settings(listing, name, identity))
		leave_out(listing, path, LEFT_OUT_SETTINGS);
	else if (kind == PATH_FILE)
		add_input(listing, (struct input){.path = path, .bytes = bytes}, identity);
	else if (kind == PATH_UNREADABLE)
		add_unreadable(listing, path, SLICE_OF("Permission denied"));
}

static void add_folder(struct listing *listing, struct slice path, unsigned depth)
{
	uint64_t identity[2];
	struct slice *names;
	size_t count;
	struct failure failure = {0};

	if (depth >= LIMIT_DIRECTORY_DEPTH) {
		add_unreadable(listing, path, SLICE_OF("too many folders inside each other"));
		return;
	}
	if (!platform_path_identity(path, identity) || is_inside_itself(listing, depth, identity))
		return;
	memcpy(listing->above[depth], identity, sizeof identity);
	if (!platform_folder_list(path, listing->arena, &names, &count, &failure)) {
		add_unreadable(listing, path, slice_of(failure.text, failure.length));
		return;
	}
	const struct ignore_list *outer = listing->ignored;
	struct slice ignore_path = ignore_list_path(listing->arena, path);

	listing->ignored = ignore_list_read(listing->arena, ignore_path, outer, &failure);
	if (failure.length)
		add_unreadable(listing, ignore_path, slice_of(failure.text, failure.length));
	for (size_t i = 0; i < count; i++)
		add_entry(listing, path, names[i], depth);
	listing->ignored = outer;
}

static bool is_pattern(struct slice name)
{
	return slice_contains(name, SLICE_OF("*")) || slice_contains(name, SLICE_OF("?"));
}

/* A file or a folder that is called so, whatever signs its name holds. */
static void add_named(struct listing *listing, struct slice path)
{
	uint64_t identity[2], bytes = 0;
	enum path_kind kind = platform_path_look(path, identity, &bytes);

	if (kind == PATH_FOLDER)
		add_folder(listing, path, 0);
	else
		add_input(listing, (struct input){.path = path, .bytes = bytes, .named = true}, kind == PATH_FILE ? identity : NULL);
}

/* plans/R7-*.yaml where no file is called so. A name that begins with a dot has to be asked for with its dot. */
static void add_fitting(struct listing *listing, struct slice path, size_t name_at)
{
	struct slice folder = slice_part(path, 0, name_at), pattern = slice_part(path, name_at, path.length);
	struct slice *names;
	size_t count;
	struct failure failure;

	if (!platform_folder_list(folder.length ? folder : SLICE_OF("."), listing->arena, &names, &count, &failure)) {
		add_unreadable(listing, path, slice_of(failure.text, failure.length));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (!name_fits(pattern, names[i]) || (names[i].data[0] == '.' && pattern.data[0] != '.'))
			continue;
		struct slice found = arena_print(listing->arena, "%.*s%.*s", SLICE_PRINT(folder), SLICE_PRINT(names[i]));

		add_named(listing, found);
	}
}

static void add_path(struct listing *listing, struct slice path)
{
	size_t name_at = path.length;

	while (name_at > 0 && path.data[name_at - 1] != '/')
		name_at--;
	if (is_pattern(slice_part(path, name_at, path.length)) && platform_path_kind(path) == PATH_MISSING)
		add_fitting(listing, path, name_at);
	else
		add_named(listing, path);
}

void input_list_build(struct input_list *list, struct arena *arena, const struct input_request *request, struct finding_list *findings)
{
	struct listing listing = {.list = list, .arena = arena, .findings = findings, .keep_left_out = request->keep_left_out};

	*list = (struct input_list){0};
	seen_files_init(&listing.seen, arena);
	listing.settings = arena_allocate_array(arena, request->settings_count, sizeof *listing.settings);
	for (size_t i = 0; i < request->settings_count; i++)
		listing.settings_count += platform_path_identity(request->settings[i], listing.settings[listing.settings_count]);
	for (size_t i = 0; i < request->path_count; i++) {
		struct input from_stdin = {.path = request->stdin_name, .is_stdin = true, .named = true};

		if (slice_equal(request->paths[i], SLICE_OF("-")))
			add_input(&listing, from_stdin, (uint64_t[2]){UINT64_MAX, UINT64_MAX});
		else
			add_path(&listing, request->paths[i]);
	}
	for (size_t i = 0; i < request->listed_count; i++)
		add_named(&listing, request->listed[i]);
}
