/* readers: YAML plans, from keys in two languages to a settled document, and what is said about the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "model/dates/date.h"
#include "readers/yaml/yaml_reader.h"
#include "readers/yaml/yaml_tree.h"

static struct arena arena;       /* the run: keys, findings, the reader */
static struct arena plan_arena;  /* one document */
static struct key_table keys;
static struct source source;
static struct finding_list findings;
static struct yaml_reader *reader;
static struct document *document;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&plan_arena, NULL);
	key_table_init(&keys, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	if (reader)
		yaml_reader_close(reader);
	reader = NULL;
	arena_release(&plan_arena);
	arena_release(&arena);
	return 0;
}

static void open_bytes(struct slice bytes)
{
	bool marked = slice_starts_with(bytes, SLICE_OF("\xef\xbb\xbf"));

	if (reader)
		yaml_reader_close(reader);
	source_init(&source, &arena, SLICE_OF("plan.yaml"), bytes, ENCODING_UTF8, marked ? 3 : 0);
	finding_list_init(&findings, &arena, false);
	reader = yaml_reader_open(&arena, &source, &keys);
}

static enum reading next(void)
{
	arena_reset(&plan_arena);
	return yaml_reader_next(reader, &plan_arena, &findings, &document);
}

static const struct record *read_plan(const char *text)
{
	open_bytes(slice_from_string(text));
	assert_int_equal(next(), READING_DOCUMENT);
	return document->plan;
}

/* The first finding of the rule; there must be one. */
static const struct finding *find(const char *id)
{
	static const struct finding none;

	for (size_t i = 0; i < findings.count; i++)
		if (slice_equal(findings.items[i]->rule, slice_from_string(id)))
			return findings.items[i];
	fail_msg("no finding of %s", id);
	return &none;
}

static size_t count_of(const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < findings.count; i++)
		count += slice_equal(findings.items[i]->rule, slice_from_string(id));
	return count;
}

/* The one finding with this id stands on these bytes. */
static const struct finding *one_at(const char *id, const char *raw)
{
	const struct finding *finding = find(id);

	if (!finding)
		fail_msg("no finding %s", id);
	assert_int_equal(count_of(id), 1);
	struct slice at = slice_part(source.bytes, (size_t)finding->place.offset, (size_t)(finding->place.offset + finding->place.length));

	if (!slice_equal(at, slice_from_string(raw)))
		fail_msg("%s stands on \"%.*s\"", id, SLICE_PRINT(at));
	return finding;
}

static void no_findings(void)
{
	for (size_t i = 0; i < findings.count; i++)
		fail_msg("%.*s: %.*s", SLICE_PRINT(findings.items[i]->rule), SLICE_PRINT(findings.items[i]->message));
}

static void text_is(struct slice got, const char *wanted)
{
	if (!slice_equal(got, slice_from_string(wanted)))
		fail_msg("wanted \"%s\", got \"%.*s\"", wanted, SLICE_PRINT(got));
}

static void origin_is(const struct value *value, const char *raw)
{
	text_is(slice_part(source.bytes, (size_t)value->offset, (size_t)(value->offset + value->length)), raw);
}

static int32_t day(int year, int month, int day_of_month)
{
	return date_from_calendar((struct calendar_date){year, month, day_of_month});
}

static const struct record *item(const struct record *record, enum field list, size_t index)
{
	struct value_list items = record_list(record, list);

	assert_true(index < items.count);
	return items.items[index].is.record;
}

#define HOME "種類: 居宅サービス計画\n計画作成日: 令和7年4月1日\nニーズ: []\n"

static void both_languages_and_aliases_are_read(void **state)
{
	(void)state;
	const struct record *plan = read_plan("種類: 居宅サービス計画\n"
					      "insurer_no: \"999913\"\n"
					      "被保険者番号: 0300000005\n"
					      "居宅サービス計画作成(変更)日: R7.4.1\n"
					      "計画書区分: [継続]\n"
					      "利用者: {氏名: 見本 ハナ, birth_date: 昭和13年5月3日, 独居: はい}\n"
					      "認定: {要介護度: 要介護２, 有効期間: {始まり: 2025-04-01, to: 2026-03-31}}\n"
					      "ニーズ:\n"
					      "  - 内容: |\n"
					      "      膝の痛みがあっても、\n"
					      "      買い物に行きたい。\n"
					      "    long_goals:\n"
					      "      - text: '週1回、歩いて行ける。'\n"
					      "        短期目標:\n"
					      "          - {目標: 杖で歩ける。, サービス: [{内容: 訓練, 給付対象: ○, 頻度: 週2回}]}\n");
	const struct record *user = record_sub(plan, Plan_user), *need = item(plan, Plan_needs, 0);
	const struct record *certification = record_sub(plan, Plan_certification);

	no_findings();
	text_is(record_text(plan, Plan_insurer_no), "999913");
	text_is(record_text(plan, Plan_insured_no), "0300000005");
	assert_int_equal(record_read(plan, Plan_plan_date)->is.date, day(2025, 4, 1));
	assert_int_equal(record_list(plan, Plan_plan_kinds).items[0].is.enumerated, plan_status_continued);
	text_is(record_text(user, User_name), "見本 ハナ");
	assert_int_equal(record_read(user, User_birth_date)->is.date, day(1938, 5, 3));
	assert_true(record_read(user, User_living_alone)->is.boolean);
	assert_int_equal(record_read(certification, Certification_level)->is.enumerated, level_care2);
	assert_int_equal(record_read(record_sub(certification, Certification_valid), Period_to)->is.date, day(2026, 3, 31));
	text_is(record_text(need, Need_text), "膝の痛みがあっても、\n買い物に行きたい。");
	const struct record *goal = item(item(need, Need_long_goals, 0), LongGoal_short_goals, 0);
	const struct record *service = item(goal, ShortGoal_services, 0);

	text_is(record_text(goal, ShortGoal_text), "杖で歩ける。");
	assert_true(record_read(service, Service_insured)->is.boolean);
	origin_is(record_read(service, Service_frequency), "週2回");
	origin_is(&service->self, "{内容: 訓練, 給付対象: ○, 頻度: 週2回}");
	assert_int_equal(service->row, 1);
	assert_int_equal(record_read(service, Service_provider)->presence, PRESENCE_BLANK);
}

/* ---- values ---- */

static void the_three_ways_of_being_blank_agree(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "担当者:\n援助の方針: ~\n審査会の意見: \"\"\n意向: null\n認定:\n週間計画:\n");

	no_findings();
	assert_int_equal(record_read(plan, Plan_care_manager)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(plan, Plan_policy)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(plan, Plan_review_opinion)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(plan, Plan_intentions)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(plan, Plan_certification)->presence, PRESENCE_BLANK);
	/* A blank record has its cells, all blank; a blank list is an empty one. */
	assert_int_equal(record_read(record_sub(plan, Plan_certification), Certification_level)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(plan, Plan_weekly)->presence, PRESENCE_WRITTEN);
	assert_int_equal(record_list(plan, Plan_weekly).count, 0);
	assert_true(form_is_carried(document, FORM_TABLE3));
}

static void unreadable_values_are_reported_at_their_place(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "初回作成日: 桜の頃\n利用者: {性別: 不明な値, 生年月日: 2025-02-30}\n");
	const struct finding *finding = one_at("DT-002", "2025-02-30");

	text_is(finding->address, "第1表 利用者 生年月日");
	text_is(finding->value, "2025-02-30");
	one_at("DT-009", "不明な値");
	assert_int_equal(record_read(plan, Plan_first_plan_date)->presence, PRESENCE_UNREADABLE);
	assert_int_equal(record_read(record_sub(plan, Plan_user), User_sex)->presence, PRESENCE_UNREADABLE);
}

static void placeholders_are_one_finding_each(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "担当者: 未定\n援助の方針: 夜間は長女に連絡する（要確認）\n認定: {有効期間: 未定}\n");

	assert_int_equal(count_of("DT-011"), 2);
	assert_int_equal(find("DT-011")->severity, SEVERITY_WARNING);
	assert_int_equal(count_of("DT-012"), 1);
	assert_int_equal(find("DT-012")->severity, SEVERITY_INFO);
	assert_int_equal(findings.count, 3);
	assert_int_equal(record_read(plan, Plan_care_manager)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(plan, Plan_care_manager)->flags, VALUE_PLACEHOLDER);
	assert_int_equal(record_read(plan, Plan_policy)->presence, PRESENCE_WRITTEN);
	text_is(findings.items[2]->address, "第1表 認定 有効期間");
	assert_int_equal(record_read(record_sub(plan, Plan_certification), Certification_valid)->presence, PRESENCE_BLANK);
}

static void periods_are_read_from_their_words(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "認定: {有効期間: R7.4.1～R8.3.31}\n記録の期間: 2025/4/1～2025/4/31\n");
	const struct record *valid = record_sub(record_sub(plan, Plan_certification), Certification_valid);

	assert_int_equal(record_read(valid, Period_from)->is.date, day(2025, 4, 1));
	assert_int_equal(record_read(valid, Period_to)->is.date, day(2026, 3, 31));
	origin_is(record_read(valid, Period_to), "R7.4.1～R8.3.31");
	text_is(record_text(valid, Period_text), "R7.4.1～R8.3.31");
	one_at("DT-002", "2025/4/1～2025/4/31");
	assert_int_equal(record_read(record_sub(plan, Plan_records_covered), Period_to)->presence, PRESENCE_UNREADABLE);
}

static void lengths_run_from_the_plan_date_wherever_it_stands(void **state)
{
	(void)state;
	const struct record *plan = read_plan("種類: home\n認定: {有効期間: 6か月}\nニーズ: []\n計画作成日: 2025-04-01\n");
	const struct record *valid = record_sub(record_sub(plan, Plan_certification), Certification_valid);

	no_findings();
	assert_int_equal(record_read(valid, Period_from)->is.date, day(2025, 4, 1));
	assert_int_equal(record_read(valid, Period_to)->is.date, day(2025, 9, 30));
	assert_int_equal(record_read(valid, Period_to)->flags, VALUE_COUNTED);
	assert_int_equal(record_read(valid, Period_text)->flags, 0);
	/* 民法143条: where the last month has no such day, the period ends with that month. */
	plan = read_plan("種類: home\n認定: {有効期間: 6か月}\nニーズ: []\n計画作成日: 2025-08-31\n");
	valid = record_sub(record_sub(plan, Plan_certification), Certification_valid);
	assert_int_equal(record_read(valid, Period_to)->is.date, day(2026, 2, 28));
	plan = read_plan("種類: home\n認定: {有効期間: 6か月}\nニーズ: []\n");
	valid = record_sub(record_sub(plan, Plan_certification), Certification_valid);
	no_findings();
	assert_int_equal(record_read(valid, Period_from)->presence, PRESENCE_UNREADABLE);
}

static void vague_periods_keep_their_words(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "認定: {有効期間: 当面}\n");
	const struct record *valid = record_sub(record_sub(plan, Plan_certification), Certification_valid);

	one_at("DT-013", "当面");
	text_is(record_text(valid, Period_text), "当面");
	assert_int_equal(record_read(valid, Period_from)->presence, PRESENCE_UNREADABLE);
}

static void ended_eras_count_in_plans_made_after_them(void **state)
{
	(void)state;
	read_plan("種類: home\n認定: {有効期間: {終わり: 平成33年3月31日}}\nニーズ: []\n計画作成日: 2018-04-01\n");
	no_findings();
	read_plan("種類: home\n認定: {有効期間: {終わり: 平成33年3月31日}}\nニーズ: []\n計画作成日: 2020-04-01\n");
	assert_int_equal(one_at("DT-004", "平成33年3月31日")->severity, SEVERITY_INFO);
	read_plan("種類: home\n認定: {有効期間: {終わり: 平成33年3月31日}}\nニーズ: []\n");
	assert_int_equal(one_at("DT-004", "平成33年3月31日")->severity, SEVERITY_INFO);
}

static void lists_accept_a_single_value(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "計画書区分: 初回・紹介\n様式: 第4表\n");

	no_findings();
	assert_int_equal(record_list(plan, Plan_plan_kinds).count, 2);
	assert_true(form_is_carried(document, FORM_TABLE4));
	plan = read_plan(HOME "計画書区分: [初回, 紹介・継続]\n");
	assert_int_equal(record_list(plan, Plan_plan_kinds).count, 3);
}

static void huge_values_and_nul_are_findings(void **state)
{
	(void)state;
	struct text_builder text;
	const size_t length = (1 << 20) + 1;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, HOME "担当者: \"a\\0b\"\n援助の方針: ");
	for (size_t i = 0; i < length; i++)
		text_builder_add_char(&text, 'a');
	open_bytes(text_builder_finish(&text));
	assert_int_equal(next(), READING_DOCUMENT);
	one_at("DT-015", "\"a\\0b\"");
	assert_int_equal(count_of("DT-014"), 1);
	assert_int_equal(record_read(document->plan, Plan_policy)->presence, PRESENCE_UNREADABLE);
	assert_int_equal(record_read(document->plan, Plan_care_manager)->presence, PRESENCE_UNREADABLE);
}

/* ---- keys and shapes ---- */

static void keys_that_are_none_say_why(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "x-控え: {なんでも: [1, 2]}\n担当者名: あ\n全サービス: []\n<<: {a: b}\n? [a, b]\n: c\n担当者: い\n");
	const struct finding *unknown = one_at("YM-008", "担当者名");

	assert_true(slice_contains(unknown->message, SLICE_OF("「担当者」のことでしょうか")));
	one_at("YM-010", "全サービス");
	one_at("YM-011", "<<");
	assert_int_equal(count_of("YM-009"), 1);
	assert_int_equal(findings.count, 4);
	text_is(record_text(plan, Plan_care_manager), "い");
}

static void keys_written_twice_keep_the_first(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "担当者: 一\ncare_manager: 二\n利用者: {氏名: 花, 利用者名: [子]}\n");

	assert_int_equal(count_of("YM-007"), 2);
	text_is(record_text(plan, Plan_care_manager), "一");
	text_is(record_text(record_sub(plan, Plan_user), User_name), "花");
	text_is(findings.items[1]->address, "第1表 利用者");
}

static void wrong_shapes_are_reported_and_the_rest_goes_on(void **state)
{
	(void)state;
	const struct record *plan = read_plan("種類: home\n担当者: [一, 二]\n援助の方針: {a: b}\n利用者: 見本 ハナ\n"
					      "担当者会議: {開催日: 2025-03-28, 出席者: [見本 ハナ, {氏名: 見本 一郎}]}\n"
					      "ニーズ:\n  - 膝の痛み\n  -\n  - [a]\n  - {内容: 歩きたい}\n支援経過: 文\n意向: よい\n");

	assert_int_equal(count_of("YM-015"), 2);
	assert_int_equal(find("YM-015")->place.length, strlen("[一, 二]"));
	assert_int_equal(record_read(plan, Plan_care_manager)->presence, PRESENCE_UNREADABLE);
	assert_int_equal(record_read(plan, Plan_user)->presence, PRESENCE_UNREADABLE);
	assert_int_equal(count_of("YM-016"), 5);
	assert_int_equal(count_of("YM-017"), 1);
	one_at("YM-018", "");
	const struct record *meeting = item(plan, Plan_meetings, 0);

	assert_int_equal(record_read(meeting, Meeting_date)->is.date, day(2025, 3, 28));
	text_is(record_text(item(meeting, Meeting_attendees, 0), Person_name), "見本 一郎");
	assert_int_equal(record_list(plan, Plan_needs).count, 1);
	assert_int_equal(item(plan, Plan_needs, 0)->row, 1);
	text_is(record_text(plan, Plan_intentions), "よい");
}

static void tags_are_said_to_be_ignored(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "担当者: !name 花子\n保険者番号: !!str 999913\n");

	one_at("YM-021", "花子");
	text_is(record_text(plan, Plan_insurer_no), "999913");
}

/* ---- aliases ---- */

static void aliases_stand_for_what_they_point_to(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "認定: {有効期間: &p {始まり: 2025-04-01, 終わり: 2025-09-30}}\n"
						   "記録の期間: *p\n担当者: &n 花子\n委託元: *n\n");
	const struct record *covered = record_sub(plan, Plan_records_covered);

	no_findings();
	assert_int_equal(record_read(covered, Period_to)->is.date, day(2025, 9, 30));
	assert_int_equal(covered->in, Plan_records_covered);
	text_is(record_text(plan, Plan_outsourced_from), "花子");
	origin_is(record_read(plan, Plan_outsourced_from), "花子");
}

static void stray_asterisks_are_reported(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "担当者: *nobody\n");

	one_at("YM-006", "*nobody");
	text_is(record_text(plan, Plan_care_manager), "*nobody");
}

static void alias_bombs_end_at_once(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, HOME "x-0: &a0 [w, w, w, w, w, w, w, w, w, w]\n");
	for (int i = 1; i < 40; i++) {
		text_builder_print(&text, "x-%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			text_builder_print(&text, "%s*a%d", k ? ", " : "", i - 1);
		text_builder_add_string(&text, "]\n");
	}
	text_builder_add_string(&text, "---\n" HOME);
	open_bytes(text_builder_finish(&text));
	assert_int_equal(next(), READING_LOST);
	assert_true(find("YM-005")->lost);
	assert_int_equal(findings.count, 1);
	assert_int_equal(next(), READING_DOCUMENT);
	assert_int_equal(next(), READING_END);
}

/* ---- forms and kinds ---- */

static void a_form_that_is_missing_is_one_finding(void **state)
{
	(void)state;
	const struct record *plan = read_plan("種類: home\n保険者番号: 999913\nニーズ: [{内容: 歩きたい}]\n");

	assert_int_equal(findings.count, 1);
	text_is(find("YM-023")->address, "第1表");
	assert_false(form_is_carried(document, FORM_TABLE1));
	assert_int_equal(record_read(plan, Plan_policy)->presence, PRESENCE_NOT_SUPPLIED);
	read_plan("種類: home\nモニタリング: []\n");
	text_is(find("YM-023")->address, "第1表・第2表");
	read_plan("種類: prevention\nモニタリング: []\n");
	text_is(find("YM-023")->address, "支援計画書");
}

static void forms_are_carried_by_keys_or_by_name(void **state)
{
	(void)state;
	read_plan(HOME "様式: [第5表, Assessment, 交付, 第9表]\n担当者会議: []\n月別利用: [{月初: 2025-04-01, 別表: []}]\n");
	one_at("YM-022", "第9表");
	assert_int_equal(document->forms_carried, 1u << FORM_TABLE1 | 1u << FORM_TABLE2 | 1u << FORM_TABLE4 | 1u << FORM_TABLE5 |
							  1u << FORM_TABLE7 | 1u << FORM_ASSESSMENT | 1u << FORM_DELIVERY);
	read_plan(HOME "月別利用: []\n認定: {区分支給限度基準額: 19705}\n");
	assert_true(form_is_carried(document, FORM_TABLE6));
	read_plan(HOME "認定: {区分支給限度基準額: 19705}\n");
	assert_false(form_is_carried(document, FORM_TABLE6));
}

static void prevention_plans_have_one_sheet(void **state)
{
	(void)state;
	const struct record *plan = read_plan("ニーズ: [{具体策についての意向: 未定}]\n種類: 介護予防サービス・支援計画\n同意: {同意日: 2025-04-01}\n");

	text_is(one_at("DT-011", "未定")->address, "支援計画書 課題1 具体策についての意向");
	assert_int_equal(findings.count, 1);
	assert_int_equal(document->forms_carried, 1u << FORM_PREVENTION);
	assert_int_equal(record_read(plan, Plan_life_goal_day)->presence, PRESENCE_BLANK);
}

static void kinds_that_are_absent_unknown_or_out_of_scope(void **state)
{
	(void)state;
	const struct record *plan = read_plan("計画作成日: 2025-04-01\nニーズ: []\n");

	assert_int_equal(find("YM-024")->severity, SEVERITY_INFO);
	assert_int_equal(findings.count, 1);
	assert_int_equal(record_read(plan, Plan_kind)->is.enumerated, plan_kind_home);
	plan = read_plan("種類: ケアプラン\n計画作成日: 2025-04-01\nニーズ: []\n");
	one_at("DT-009", "ケアプラン");
	assert_int_equal(findings.count, 1);
	assert_int_equal(record_read(plan, Plan_kind)->presence, PRESENCE_WRITTEN);
	open_bytes(SLICE_OF("担当者名: あ\n種類: 施設サービス計画書\n生年月日: x\n---\n" HOME));
	assert_int_equal(next(), READING_LOST);
	one_at("YM-025", "施設サービス計画書");
	assert_int_equal(findings.count, 1);
	assert_false(find("YM-025")->lost);
	assert_int_equal(next(), READING_DOCUMENT);
	assert_int_equal(document->ordinal, 2);
}

static void suppressions_stay_in_the_plan(void **state)
{
	(void)state;
	const struct record *plan = read_plan(HOME "指摘の除外:\n  - {規則: T2-029, 理由: 更新申請中のため, 記入者: 介護 太郎, 期限: 2025-06-30}\n");
	const struct record *suppression = item(plan, Plan_suppressions, 0);

	no_findings();
	text_is(record_text(suppression, Suppression_rule), "T2-029");
	assert_int_equal(record_read(suppression, Suppression_until)->is.date, day(2025, 6, 30));
}

/* ---- plans inside data files ---- */

static void a_plan_inside_a_data_file_is_read_the_same_way(void **state)
{
	(void)state;
	struct yaml_documents documents;

	open_bytes(SLICE_OF("- 名前: 例\n  計画:\n    種類: home\n    計画作成日: 2025-04-01\n    ニーズ: [{内容: 未定}]\n    担当者: \"a\"\n"));
	assert_true(yaml_tree_parse(&documents, &arena, &source, &findings));
	const struct yaml_node *node = yaml_node_get(&documents.items[0].items[0], SLICE_OF("計画"));

	assert_int_equal(yaml_plan_from_node(&plan_arena, &source, node, &keys, &findings, &document), READING_DOCUMENT);
	one_at("DT-011", "未定");
	origin_is(record_read(document->plan, Plan_plan_date), "2025-04-01");
	text_is(record_text(document->plan, Plan_care_manager), "a");
	assert_int_equal(yaml_plan_from_node(&plan_arena, &source, &node->keys[0], &keys, &findings, &document), READING_LOST);
	assert_null(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(both_languages_and_aliases_are_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_three_ways_of_being_blank_agree, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unreadable_values_are_reported_at_their_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(placeholders_are_one_finding_each, set_up, tear_down),
		cmocka_unit_test_setup_teardown(periods_are_read_from_their_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lengths_run_from_the_plan_date_wherever_it_stands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(vague_periods_keep_their_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ended_eras_count_in_plans_made_after_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists_accept_a_single_value, set_up, tear_down),
		cmocka_unit_test_setup_teardown(huge_values_and_nul_are_findings, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_that_are_none_say_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_written_twice_keep_the_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_shapes_are_reported_and_the_rest_goes_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tags_are_said_to_be_ignored, set_up, tear_down),
		cmocka_unit_test_setup_teardown(aliases_stand_for_what_they_point_to, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stray_asterisks_are_reported, set_up, tear_down),
		cmocka_unit_test_setup_teardown(alias_bombs_end_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_form_that_is_missing_is_one_finding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(forms_are_carried_by_keys_or_by_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(prevention_plans_have_one_sheet, set_up, tear_down),
		cmocka_unit_test_setup_teardown(kinds_that_are_absent_unknown_or_out_of_scope, set_up, tear_down),
		cmocka_unit_test_setup_teardown(suppressions_stay_in_the_plan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_plan_inside_a_data_file_is_read_the_same_way, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
