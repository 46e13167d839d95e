/*
 * make_corpus KIND PLANS FOLDER: a deterministic corpus for the benchmark. The same arguments give the same bytes everywhere.
 *
 *   yaml   FOLDER/plans.yaml, one file of PLANS documents of about 22 KB
 *   files  FOLDER/NNNNNN/plan.yaml, the same documents one a file
 *   csv    FOLDER/UP*.CSV, a standard CSV set in CP932 of PLANS users, about 20 KB and 78 rows a user
 *
 * People, places and numbers are made up from small lists; insurers are 999xxx.
 */
#include "base/compiler.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint64_t seed;

static unsigned draw(unsigned count)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % count;
}

#define PICK(list) (list)[draw((unsigned)(sizeof(list) / sizeof((list)[0])))]

static const char *const places[] = {"台所", "玄関", "浴室", "近所の公園", "集会所", "居間", "庭の畑", "二階の寝室", "郵便局", "商店街"};
static const char *const acts[] = {"一人で歩いて行ける", "椅子に座って調理ができる", "手すりを持って段差を越えられる", "着替えを15分で終えられる",
				   "洗濯物を自分でたためる", "友人と週1回会って話せる", "花に水をやれる", "毎朝の体操を続けられる"};
static const char *const causes[] = {"膝の痛み", "右手の動かしにくさ", "息切れ", "物忘れの不安", "腰の圧迫骨折のあとの痛み", "視力の低下", "夜間の不眠"};
static const char *const services[] = {"通所介護", "訪問介護", "通所リハビリテーション", "福祉用具貸与", "訪問看護", "本人", "長女", "近隣の友人"};
static const char *const contents[] = {"下肢の筋力をつける運動と屋外での歩行の練習を行い、疲れ具合を一緒に確かめる",
				       "浴槽をまたぐ動作を見守り、背中だけ洗うのを手伝う",
				       "一緒に台所に立ち、野菜を切るところは本人が行う",
				       "毎朝の血圧を測って手帳に書き、高いときは電話で相談する",
				       "買い物の品を一緒に選び、重い物だけ運ぶのを手伝う",
				       "起き上がりと立ち上がりを自分で行えるように寝台の高さを合わせる"};
static const char *const frequencies[] = {"週2回（火・金）", "週1回", "毎日", "週3回（月・水・金）", "月1回", "常時"};

static FILE *out;

static void say(const char *format, ...) PRINTF_LIKE(1, 2);
static void say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(out, format, arguments);
	va_end(arguments);
}

static void goal_services(const char *indent)
{
	for (unsigned i = 0; i < 3; i++) {
		const char *type = PICK(services);

		say("%s- 内容: %s。\n", indent, PICK(contents));
		say("%s  保険給付対象: %s\n", indent, strlen(type) > 9 ? "○" : "×");
		say("%s  種別: %s\n", indent, type);
		say("%s  事業所名: 見本%s事業所%u\n", indent, type, draw(90));
		say("%s  頻度: %s\n", indent, PICK(frequencies));
		say("%s  期間: R7.4.1～R7.9.30\n", indent);
	}
}

static void needs(void)
{
	say("ニーズ:\n");
	for (unsigned n = 0; n < 4; n++) {
		say("  - 内容: %sがあっても、%sへ出かけて%sようになりたい。\n", PICK(causes), PICK(places), PICK(acts));
		say("    長期目標:\n");
		for (unsigned l = 0; l < 2; l++) {
			say("      - 内容: %sまで%s。\n", PICK(places), PICK(acts));
			say("        期間: R7.4.1～R8.3.31\n        短期目標:\n");
			for (unsigned s = 0; s < 2; s++) {
				say("          - 内容: %sで%s。\n", PICK(places), PICK(acts));
				say("            期間: R7.4.1～R7.9.30\n            サービス:\n");
				goal_services("              ");
			}
		}
	}
}

static void assessment(void)
{
	static const char *const names[] = {"基本情報", "これまでの生活と現在の状況", "利用者の社会保障制度の利用情報", "現在利用している支援や社会資源の状況",
					    "日常生活自立度（障害）", "日常生活自立度（認知症）", "主訴・意向", "認定情報", "今回のアセスメントの理由", "健康状態",
					    "ADL", "IADL", "認知機能や判断能力", "コミュニケーションにおける理解と表出の状況", "生活リズム", "排泄の状況",
					    "清潔の保持に関する状況", "口腔内の状況", "食事摂取の状況", "社会との関わり", "家族等の状況", "居住環境",
					    "その他留意すべき事項・状況"};

	say("アセスメント:\n  実施日: 2025-03-15\n  場所: 自宅\n  項目:\n");
	for (unsigned i = 0; i < 23; i++)
		say("    - {番号: %u, 名称: %s, 内容: %sがあり、%sでは見守りが要る。%s。}\n", i + 1, names[i], PICK(causes), PICK(places), PICK(acts));
}

static void yaml_plan(unsigned number)
{
	say("種類: 居宅サービス計画\n保険者番号: \"999913\"\n被保険者番号: \"%010u\"\n", number);
	say("計画作成日: 令和7年4月1日\n初回作成日: 2023-10-01\n計画書区分: [継続]\n");
	say("利用者: {氏名: 見本 %u, 生年月日: 昭和13年5月3日, 性別: 女性, 独居: はい}\n", number);
	say("認定: {状況: 認定済, 要介護状態区分: 要介護%u, 認定日: R7.3.20, 有効期間: {始まり: 2025-04-01, 終わり: 2026-03-31}}\n",
	    1 + draw(5));
	say("事業所: {事業所番号: \"9990000%03u\", 名称: 見本居宅介護支援事業所}\n担当者: 介護 太郎\n", draw(40));
	say("本人の意向: %sがつらいが、%sで%sようになりたい。\n", PICK(causes), PICK(places), PICK(acts));
	say("家族の意向: （長女）転ばずに、今の家で暮らしてほしい。\n");
	say("課題分析の結果: %sにより外出が減り、%sでの動作に時間がかかっている。%sことを目指すと、活動が増えると見込まれる。\n", PICK(causes),
	    PICK(places), PICK(acts));
	say("援助の方針: %sへの外出を増やす。急変時は見本内科、夜間は長女に連絡します。\n", PICK(places));
	needs();
	say("週間計画:\n");
	for (unsigned i = 0; i < 5; i++)
		say("  - {サービス内容: %s, 曜日: 火, 開始時間: 9:%02u, 終了時間: 10:30}\n", PICK(services), draw(60));
	assessment();
	say("同意: {同意日: 2025-03-30, 同意者: 見本 %u}\n", number);
}

static FILE *create(const char *path)
{
	FILE *file = fopen(path, "wb");

	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static void make_yaml(unsigned plans, const char *folder)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/plans.yaml", folder);
	out = create(path);
	for (unsigned i = 0; i < plans; i++) {
		say("---\n");
		yaml_plan(i + 1);
	}
	fclose(out);
}

static void make_files(unsigned plans, const char *folder)
{
	char path[1024];

	for (unsigned i = 0; i < plans; i++) {
		snprintf(path, sizeof path, "%s/%06u", folder, i + 1);
		mkdir(path, 0777);
		snprintf(path, sizeof path, "%s/%06u/plan.yaml", folder, i + 1);
		out = create(path);
		yaml_plan(i + 1);
		fclose(out);
	}
}

/* ---- the standard CSV: written as UTF-8 text, converted row by row ---- */

static void row(FILE *file, const char *format, ...) PRINTF_LIKE(2, 3);
static void row(FILE *file, const char *format, ...)
{
	char text[8192];
	va_list arguments;

	va_start(arguments, format);
	int length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	struct slice rest = slice_of(text, (size_t)length);

	for (size_t at = 0; at < rest.length;) {
		unsigned char bytes[2];
		size_t count = cp932_encode(utf8_next(rest, &at), bytes);

		fwrite(bytes, 1, count, file);
	}
	fputs("\r\n", file);
}

static FILE *create_csv(const char *folder, const char *name)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/%s_9990000011_43_9990000022_11_20250401120000.CSV", folder, name);
	return create(path);
}

static void table2_rows(FILE *file, const char *head)
{
	for (unsigned n = 1; n <= 5; n++)
		for (unsigned g = 1; g <= 2; g++)
			for (unsigned s = 1; s <= 5; s++) {
				const char *type = PICK(services);
				bool insured = strlen(type) > 9;

				row(file, "%s,20250401,%u,\"%s%s\",%u,\"%s\",\"%s\",\"%s\",\"%s\",%u,\"%s。\",%s,\"%s\",%s,\"見本%s事業所\",\"%s\",\"R7.4.1～R7.9.30\",,", head,
				    n, g == 1 && s == 1 ? PICK(causes) : "", g == 1 && s == 1 ? "があっても、出かけられるようになりたい。" : "", g,
				    s == 1 ? PICK(acts) : "", s == 1 ? PICK(acts) : "", s == 1 ? "R7.4.1～R8.3.31" : "", s == 1 ? "R7.4.1～R7.9.30" : "", s,
				    PICK(contents), insured ? "Y" : "N", type, insured ? "9990000033" : "", type, PICK(frequencies));
			}
}

static void make_csv(unsigned users, const char *folder)
{
	FILE *extra = create_csv(folder, "UPHOSOKU_000000"), *table1 = create_csv(folder, "UP1KYO");
	FILE *table2 = create_csv(folder, "UP2KYO"), *table3 = create_csv(folder, "UP3KYO");

	for (unsigned i = 1; i <= users; i++) {
		char person[64], head[96];

		snprintf(person, sizeof person, "202407,999913,%010u", i);
		snprintf(head, sizeof head, "%s,20250401", person);
		row(extra, "%s,20250401,\"ﾐﾎﾝ\",\"見本　%u\",2,19380503,,\"見本市見本町%u\",,,20250320,20250401,20260331,2,,22,19705%s,,,,,,,,000000", person, i,
		    draw(900), ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,");
		row(table1,
		    "%s,,,,\"介護　太郎\",\"見本居宅介護支援事業所\",,,,9990000011,20250401,20231001,21,2,20250320,20250401,20260331,22,\"本人：%sがつらいが、%sようになりたい。\r\n"
		    "長女：転ばずに、今の家で暮らしてほしい。\r\n課題分析：%sにより外出が減り、動作に時間がかかっている。\",\"なし\",\"%sへの外出を増やす。急変時は見本内科、夜間は長女に連絡します。\",,,,",
		    head, PICK(causes), PICK(acts), PICK(causes), PICK(places));
		table2_rows(table2, head);
		for (unsigned k = 0; k < 26; k++)
			row(table3, "%s,20250401,\"%s\",%u,0930,1045,\"%s\",0700,0730,\"福祉用具貸与\"", head, PICK(services), 1 + draw(7),
			    PICK(acts));
	}
	fclose(extra);
	fclose(table1);
	fclose(table2);
	fclose(table3);
}

int main(int count, char **words)
{
	if (count != 4) {
		fprintf(stderr, "usage: make_corpus yaml|files|csv PLANS FOLDER\n");
		return 2;
	}
	unsigned plans = (unsigned)strtoul(words[2], NULL, 10);

	seed = 20250401;
	mkdir(words[3], 0777);
	if (strcmp(words[1], "yaml") == 0)
		make_yaml(plans, words[3]);
	else if (strcmp(words[1], "files") == 0)
		make_files(plans, words[3]);
	else
		make_csv(plans, words[3]);
	return 0;
}
