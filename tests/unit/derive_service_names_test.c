/* derive: every kind of service by its official name and by the names that plans use, with the shipped table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service_types_fixture.h"
#include "text/unicode/normalize.h"

/* One row a type: names by which a cell means it, and what the first of them means in a prevention plan (NULL: the same). */
static const struct {
	const char *code, *prevention;
	const char *names[12];
} types[] = {
	{"11", "A2", {"訪問介護", "訪介", "ホームヘルプ", "ヘルパー", "ホームヘルパー", "ﾎｰﾑﾍﾙﾌﾟ", "訪問介護（生活援助）", "訪 問 介 護", "訪問\n介護", "身体介護"}},
	{"12", "62", {"訪問入浴介護", "訪問入浴", "訪入"}},
	{"13", "63", {"訪問看護", "訪看", "訪問看護ステーション", "訪問看護（医療保険）"}},
	{"14", "64", {"訪問リハビリテーション", "訪リハ", "リハ", "訪問リハ", "訪問リハビリ", "訪問ﾘﾊﾋﾞﾘ"}},
	{"15", "A6", {"通所介護", "デイサービス", "デイ", "ﾃﾞｲｻｰﾋﾞｽ", "通所介護（半日）", "通介"}},
	{"16", "66", {"通所リハビリテーション", "デイケア", "通リハ", "通所リハ", "ﾃﾞｲｹｱ"}},
	{"17", "67", {"福祉用具貸与", "用具", "レンタル", "福祉用具", "福祉用具レンタル", "福祉用具貸与（特殊寝台）"}},
	{"21", "24", {"短期入所生活介護", "ショート", "ショートステイ", "短期入所"}},
	{"22", "25", {"短期入所療養介護（介護老人保健施設）", "短期入所療養介護", "老健ショート"}},
	{"23", "26", {"短期入所療養介護（病院等）"}},
	{"2A", "2B", {"短期入所療養介護（介護医療院）", "短期入所療養介護(介護医療院)"}},
	{"24", NULL, {"介護予防短期入所生活介護"}},
	{"25", NULL, {"介護予防短期入所療養介護（介護老人保健施設）", "介護予防短期入所療養介護"}},
	{"26", NULL, {"介護予防短期入所療養介護（病院等）"}},
	{"2B", NULL, {"介護予防短期入所療養介護（介護医療院）"}},
	{"27", NULL, {"特定施設入居者生活介護（短期利用）"}},
	{"28", NULL, {"地域密着型特定施設入居者生活介護（短期利用）"}},
	{"31", "34", {"居宅療養管理指導", "居宅療養", "居療"}},
	{"32", "37", {"認知症対応型共同生活介護", "GH", "ＧＨ", "グループホーム"}},
	{"37", NULL, {"介護予防認知症対応型共同生活介護"}},
	{"33", "35", {"特定施設入居者生活介護"}},
	{"35", NULL, {"介護予防特定施設入居者生活介護"}},
	{"36", NULL, {"地域密着型特定施設入居者生活介護"}},
	{"34", NULL, {"介護予防居宅療養管理指導"}},
	{"38", "39", {"認知症対応型共同生活介護（短期利用）"}},
	{"39", NULL, {"介護予防認知症対応型共同生活介護（短期利用）"}},
	{"41", "44", {"特定福祉用具販売", "福祉用具購入", "特定福祉用具販売（ポータブルトイレ）"}},
	{"44", NULL, {"特定介護予防福祉用具販売"}},
	{"42", "45", {"住宅改修", "住宅改修（手すり）"}},
	{"45", NULL, {"介護予防住宅改修"}},
	{"43", "46", {"居宅介護支援", "ケアマネ"}},
	{"46", NULL, {"介護予防支援"}},
	{"51", NULL, {"介護福祉施設サービス", "特別養護老人ホーム", "特養"}},
	{"52", NULL, {"介護保健施設サービス", "介護老人保健施設", "老健"}},
	{"53", NULL, {"介護療養施設サービス", "介護療養型医療施設"}},
	{"54", NULL, {"地域密着型介護老人福祉施設入所者生活介護"}},
	{"55", NULL, {"介護医療院サービス", "介護医療院"}},
	{"61", NULL, {"介護予防訪問介護"}},
	{"65", NULL, {"介護予防通所介護"}},
	{"62", NULL, {"介護予防訪問入浴介護"}},
	{"63", NULL, {"介護予防訪問看護", "予防訪問看護"}},
	{"64", NULL, {"介護予防訪問リハビリテーション"}},
	{"66", NULL, {"介護予防通所リハビリテーション"}},
	{"67", NULL, {"介護予防福祉用具貸与"}},
	{"68", "69", {"小規模多機能型居宅介護（短期利用）"}},
	{"69", NULL, {"介護予防小規模多機能型居宅介護（短期利用）"}},
	{"79", NULL, {"看護小規模多機能型居宅介護（短期利用）"}},
	{"71", NULL, {"夜間対応型訪問介護", "夜間対応"}},
	{"72", "74", {"認知症対応型通所介護", "認デイ", "認知デイ"}},
	{"73", "75", {"小規模多機能型居宅介護", "小規模多機能", "小多機"}},
	{"74", NULL, {"介護予防認知症対応型通所介護"}},
	{"75", NULL, {"介護予防小規模多機能型居宅介護"}},
	{"76", NULL, {"定期巡回・随時対応型訪問介護看護", "定期巡回", "定期巡回･随時対応型訪問介護看護"}},
	{"77", NULL, {"看護小規模多機能型居宅介護", "看護小規模多機能", "看多機", "かんたき", "複合型サービス"}},
	{"78", NULL, {"地域密着型通所介護", "地域密着型デイサービス", "地域密着型通所介護（半日）"}},
	{"A1", NULL, {"訪問型サービス（みなし）"}},
	{"A5", NULL, {"通所型サービス（みなし）"}},
	{"A2", NULL, {"訪問型サービス（独自）", "訪問型サービス"}},
	{"A6", NULL, {"通所型サービス（独自）", "通所型サービス"}},
	{"A3", NULL, {"訪問型サービス（独自・定率）", "訪問型サービスA"}},
	{"A4", NULL, {"訪問型サービス（独自・定額）", "訪問型サービスB"}},
	{"A7", NULL, {"通所型サービス（独自・定率）", "通所型サービスＡ"}},
	{"A8", NULL, {"通所型サービス（独自・定額）", "通所型サービスC"}},
	{"A9", NULL, {"その他の生活支援サービス", "その他の生活支援サービス（配食／定率）"}},
	{"AA", NULL, {"その他の生活支援サービス（配食／定額）"}},
	{"AB", NULL, {"その他の生活支援サービス（見守り／定率）"}},
	{"AC", NULL, {"その他の生活支援サービス（見守り／定額）"}},
	{"AD", NULL, {"その他の生活支援サービス（その他／定率）"}},
	{"AE", NULL, {"その他の生活支援サービス（その他／定額）"}},
	{"AF", NULL, {"介護予防ケアマネジメント"}},
};

static const struct service_type *read_name(const char *name)
{
	return service_type_of(tables, normalize_for_comparison(&arena, S(name)), &arena);
}

static void every_name_leads_to_its_type(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(types); i++)
		for (size_t k = 0; k < COUNT_OF(types[i].names) && types[i].names[k]; k++) {
			const struct service_type *type = read_name(types[i].names[k]);

			if (!type || !slice_equal(type->code, S(types[i].code)))
				fail_msg("%s: %.*s, not %s", types[i].names[k], type ? (int)type->code.length : 1, type ? type->code.data : "-",
					 types[i].code);
		}
}

static void in_prevention_plans_a_name_means_the_prevention_type(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		const struct service_type *type = read_name(types[i].names[0]);

		assert_non_null(type);
		if (!slice_equal(type->prevention_code, S(types[i].prevention ? types[i].prevention : "")))
			fail_msg("%s: %.*s", types[i].names[0], SLICE_PRINT(type->prevention_code));
		assert_true(!types[i].prevention || service_type_by_code(tables, S(types[i].prevention)));
	}
}

/* A type of the shipped table that no row above names would be one nobody has looked at. */
static void every_type_of_the_table_is_tested(void **state)
{
	(void)state;
	assert_int_equal(tables->type_count, COUNT_OF(types));
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (!service_type_by_code(tables, S(types[i].code)))
			fail_msg("no type %s", types[i].code);
}

/* A place where a service is given, or a word that only looks like one, is no type. */
static void other_words_are_no_type(void **state)
{
	(void)state;
	static const char *const cases[] = {"本人", "長女", "配食", "訪問診療", "訪問歯科", "デイルーム", "リハパンツ", "用具店", "特養の地域交流室", "民生委員", "自費サービス"};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (read_name(cases[i]))
			fail_msg("%s: %.*s", cases[i], SLICE_PRINT(read_name(cases[i])->code));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_leads_to_its_type),
		cmocka_unit_test(in_prevention_plans_a_name_means_the_prevention_type),
		cmocka_unit_test(every_type_of_the_table_is_tested),
		cmocka_unit_test(other_words_are_no_type),
	};
	return cmocka_run_group_tests_name("names of services", tests, set_up_tables, tear_down_tables);
}
