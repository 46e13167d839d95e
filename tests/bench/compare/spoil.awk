# spoil.awk -v folder=OUT PLANS…: copies plans of make_corpus into one folder and leaves a mistake for every check in some of them.
# Dates become quoted ISO dates: the tools compared here understand no other, and ajv takes an unquoted one for no text.
FNR == 1 {
	if (out)
		close(out)
	out = sprintf("%s/%06d.yaml", folder, ++plan)
	long_goals = short_goals = periods = frequencies = 0
}
{
	sub(/令和7年4月1日/, "\"2025-04-01\"")
	sub(/2023-10-01/, "\"2023-10-01\"")
}
plan % 10 == 1 { sub(/^担当者:.*/, "担当者:") }
plan % 11 == 2 { sub(/^保険者番号: "999913"/, "保険者番号: \"99991\"") }
plan % 12 == 3 { sub(/^初回作成日: "2023/, "初回作成日: \"2025") }
plan % 13 == 4 && /番号: 23,/ { next }
plan % 14 == 5 && /^      - 内容:/ && ++long_goals % 3 == 0 { sub(/内容:.*/, "内容:") }
plan % 15 == 6 && /^          - 内容:/ && ++short_goals % 4 == 0 { sub(/内容:.*/, "内容: \"\"") }
plan % 16 == 7 && /^            期間:/ && ++periods % 5 == 0 { sub(/期間:.*/, "期間:") }
plan % 17 == 8 && / 事業所名:/ { sub(/事業所名:.*/, "事業所名: \"\"") }
plan % 18 == 9 && / 頻度:/ && ++frequencies % 6 == 0 { sub(/頻度:.*/, "頻度:") }
plan % 19 == 10 && / 頻度:/ { sub(/頻度: 週.*/, "頻度: 必要時") }
{ print > out }
