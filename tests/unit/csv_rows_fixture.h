/*
 * csv_rows_fixture.h - rows of every file type of the standard for tests, about invented people. For the CSV reader's tests.
 */
#ifndef TENKEN_TESTS_CSV_ROWS_FIXTURE_H
#define TENKEN_TESTS_CSV_ROWS_FIXTURE_H

#include "csv_fixture.h"

#define ONE "0000000611"
#define TWO "0000000622"
#define TAIL "_9990000410_43_9990000428_78_20260326101530.CSV"

#define TABLE1_ROW(insured, date)                                                                                       \
	"202407,999954," insured "," date                                                                                \
	",000-0001,\"架空県つばめ市\",\"２番１号\",\"巣立 ひなこ\",\"つばめ居宅介護支援事業所\",,,,9990000410," date           \
	",20250410,52,2,20260312,20260401,20280331,21,\"意向\",\"なし\",\"方針\",3,\"理由\",9990000410,\r\n"
#define TABLE2_ROW(insured, date)                                                                                       \
	"202407,999954," insured "," date "," date                                                                       \
	",1,\"歌いたい。\",1,\"長期\",\"短期\",\"2026/04/01～2027/03/31\",\"6か月\",1,\"練習\",Y,\"通所介護\",9990000428,\"のきした\","         \
	"\"週2回\",\"2026/04/01～2026/09/30\",9990000410,\r\n"
#define SUPPLEMENT_ROW(insured, date, month)                                                                            \
	"202407,999954," insured "," date                                                                                \
	",\"シサク キヨ\",\"試作 キヨ\",2,19420117,000-0001,\"架空県つばめ市\",\"２番１号\",,20260312,20260401,20280331,2,,21,16765"     \
	",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,0,0,23,,9990000410,," month "\r\n"
#define USAGE_ROW(insured, month, day, code, count)                                                                     \
	"202407,999954," insured ",20260326," month ",9990000410,\"巣立 ひなこ\",225,3," month day                               \
	",,1030,1115," count "," code ",,,,,9990000436,\"つばさ訪問介護事業所\",,0,9990000410,\r\n"
#define UNITS_ROW(insured, month, provider, code, units, count, over, within)                                           \
	"202407,999954," insured ",20260326," month ",\"つばさ\"," provider ",," code ",,,," units ",,," count                      \
	",,,,," over "," within ",,,,,,,,,,,0,9999999999,,9990000410,\r\n"
#define PREVENTION_ROW(insured, date, level)                                                                            \
	"202407,999954," insured "," date                                                                                \
	",1,1,,\"仮名 ゆき\",20260410,20260501,20270430,21,2," level                                                       \
	",\"包括 みほ\",\"橋渡 なお\",\"つばめ包括\",\"架空県つばめ市\",,20250401,,\"花壇まで歩く\",\"バスで出かける\","              \
	"\"杖で歩く\",\"（本人）歩きたい\",1,\"骨折の後\",\"自分で料理\",,2,,,,,,\"骨粗鬆症\",,1,,\"転倒に注意\",\"運動\",\"総合の方針\","         \
	"3,0,1,,2,1,1,2,2,2,1,2,\"意見なし\",20260425,\"仮名 ゆき\"\r\n"
#define SUPPORT_ROW(insured, date, need_no, need, goal, support_no, points, service_no, service)                         \
	"202407,999954," insured "," date "," need_no "," need ",\"提案\",\"意向\"," goal "," support_no "," points                \
	",\"本人の体操\",\"運動教室\"," service_no "," service ",\"つばさ教室\",\"2026/05/01～2026/10/31\"\r\n"
#define BASICS_ROW(insured, date, name)                                                                                 \
	"202407,999954," insured "," date ",1,1,\"橋渡 なお\",01,,01,,01,,\"カメイ ユキ\",\"" name                                \
	"\",2,19480214,\"架空県つばめ市\",000-000-0000,,11,01,12,20260501,20270430,12,1,20260420,0,0,0,0,,01,,2,1,0,0,1,,,,,"  \
	",,,,,,,,,,,,,,,,,,\"一人暮らし\",,,,,,,20260420,\"仮名 ゆき\"\r\n"

#endif
