#include "report/html/html_style.h"

#include "base/compiler.h"

static const char *const everywhere[] = {
	":root{--ink:#1b1b1b;--soft:#4a4a4a;--rule:#8a8a8a;--faint:#d9d9d9;--paper:#fff;--shade:#f3f3f0;--head:#e9edf2;--link:#0b4f8a;"
	"--error:#9b1c1c;--warning:#7a4b00;--info:#0b5d66;--question:#5b2a86}",
	"*{box-sizing:border-box}",
	"html{font-size:100%;-webkit-text-size-adjust:100%}",
	"body{margin:0 auto;padding:0 1rem 3rem;max-width:80rem;color:var(--ink);background:var(--paper);line-height:1.7;"
	"font-family:\"BIZ UDPGothic\",\"BIZ UDGothic\",\"Hiragino Sans\",\"Hiragino Kaku Gothic ProN\",\"Yu Gothic\",Meiryo,"
	"\"Noto Sans CJK JP\",\"Noto Sans JP\",IPAexGothic,sans-serif;overflow-wrap:anywhere;line-break:strict}",
	"h1{font-size:1.6rem;line-height:1.3;margin:1.5rem 0 .5rem}",
	"h2{font-size:1.3rem;line-height:1.4;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:3px solid var(--ink)}",
	"h3{font-size:1.1rem;margin:1.75rem 0 .5rem;padding-left:.5rem;border-left:.4rem solid var(--soft)}",
	"h4{font-size:1rem;margin:1.25rem 0 .4rem}",
	"p{margin:.4rem 0}ul{margin:.4rem 0;padding-left:1.4rem}",
	"a{color:var(--link);text-underline-offset:.15em}",
	"a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}",
	".skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem;z-index:1}",
	".soft,.small{color:var(--soft)}.small{font-size:.85rem}",
	"nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}",
	"dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.5rem 0}dl.facts dt{color:var(--soft)}dl.facts dd{margin:0}",
	/* How many of what. */
	".counts{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:.75rem 0}",
	".counts li{border:1px solid var(--rule);border-left-width:.4rem;padding:.25rem .75rem;min-width:8rem}",
	".counts b{display:block;font-size:1.5rem;line-height:1.2}.counts span{font-size:.85rem}",
	".counts .error{border-left-color:var(--error)}.counts .warning{border-left-color:var(--warning)}",
	".counts .info{border-left-color:var(--info)}.counts .question{border-left-color:var(--question)}",
	/* Tables. */
	"table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5}",
	"th.form,td.id{white-space:nowrap}",
	"caption{text-align:left;font-weight:bold;padding:.25rem 0}",
	"th,td{border:1px solid var(--rule);padding:.25rem .4rem;vertical-align:top;text-align:left}",
	"th{background:var(--head);font-weight:bold}",
	"td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}",
	"td.chart{min-width:9rem;width:30%;vertical-align:middle}",
	/* Words of a policy are sentences: the counts beside them give way, also on A4. */
	".policy th.n{white-space:normal;width:4.5rem}.policy td:nth-child(2){min-width:14rem}.policy td.chart{min-width:5rem;width:16%}",
	"svg.bar{display:block;width:100%;height:1.1rem}",
	".legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;font-size:.85rem}",
	".legend svg{width:1.6rem;height:1rem;vertical-align:-.15rem;margin-right:.4rem}",
	".scroll{overflow-x:auto;margin:.4rem 0 1rem}",
	/* The forms. */
	".sheet table{table-layout:fixed;border:2px solid var(--ink);line-height:1.45}",
	".sheet th,.sheet td{border-color:var(--soft)}",
	".sheet th{font-weight:normal;background:var(--head)}.sheet thead th{text-align:center;vertical-align:middle}",
	".sheet td.note,.sheet th.note{background:var(--shade);border-left:3px double var(--ink)}",
	".sheet td.note p{margin:0 0 .35rem;font-size:.92em}",
	".wide .scroll table{min-width:66rem;font-size:.8rem}.wide th,.wide td{padding:.25rem}",
	".state{color:var(--soft);font-size:.9em}",
	".hit{outline:2px solid var(--ink);outline-offset:-2px}",
	".mark{display:inline-block;min-width:1.5em;padding:0 .25em;margin-right:.2em;border:1.5px solid currentColor;border-radius:.3em;"
	"font-weight:bold;font-size:.9em;line-height:1.3;text-align:center;text-decoration:none;background:#fff}",
	".mark.error{color:var(--error);border-width:3px}.mark.warning{color:var(--warning)}",
	".mark.info{color:var(--info);border-style:dashed}.mark.question{color:var(--question);border-radius:1em}",
	/* What is said. */
	".said{list-style:none;padding:0;margin:0}",
	".said>li{border:1px solid var(--rule);border-left-width:.5rem;padding:.5rem .75rem;margin:.6rem 0}",
	".said .error{border-left-color:var(--error)}.said .warning{border-left-color:var(--warning)}",
	".said .info{border-left-color:var(--info);border-left-style:dashed}.said .question{border-left-color:var(--question);border-left-style:double}",
	".said .head{margin:0;font-weight:bold}.said .where{font-weight:normal;color:var(--soft)}",
	".said .basis,.said .line{font-size:.85em;line-height:1.45}.said dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.3rem 0}.said dt{color:var(--soft)}.said dd{margin:0}",
	".ask{margin:.4rem 0 0;font-weight:bold}",
	".answer{margin:.2rem 0 .3rem}.answer span{font-size:.8rem;color:var(--soft)}.answer i{display:block;height:1.9rem;border-bottom:1px solid var(--rule)}",
	".meeting{margin:.5rem 0}.meeting th{width:7rem;white-space:nowrap}.meeting td{height:2.4rem}",
	".decided{background:var(--shade)}",
	".notice{border:2px solid var(--ink);padding:.5rem .75rem;margin:.75rem 0}",
	".digest{font-family:\"BIZ UDGothic\",\"Noto Sans Mono CJK JP\",monospace;font-size:.8rem;word-break:break-all}",
};

static const char *const on_screen[] = {
	"@media screen{.plan{content-visibility:auto;contain-intrinsic-size:auto 3000px}}",
	"@media screen and (max-width:40rem){body{padding:0 .6rem 2rem}h1{font-size:1.35rem}h2{font-size:1.15rem}"
	".sheet:not(.wide) table{font-size:.85rem}.counts li{flex:1 1 40%;min-width:0}dl.facts,.said dl{display:block}"
	"dl.facts dd,.said dd{margin:0 0 .3rem}.index td:nth-child(3),.index th:nth-child(3),.chart{display:none}table{font-size:.8rem}}",
};

/* Chromium and Firefox know named pages; where they are not known everything prints upright, smaller. */
static const char *const on_paper[] = {
	"@page{size:A4;margin:14mm 12mm 16mm;@bottom-center{content:counter(page) \" / \" counter(pages);font-size:9pt}}",
	"@page across{size:A4 landscape;margin:10mm 10mm 13mm}",
	"@media print{:root{--head:#eee;--shade:#f6f6f6}body{max-width:none;padding:0;font-size:9.5pt;line-height:1.5}",
	"nav,.skip,.back{display:none}a{color:inherit;text-decoration:none}",
	"h1{font-size:16pt;margin-top:0}h2{font-size:13pt}h3{font-size:11pt}h4{font-size:10pt}",
	"h2,h3,h4,caption{break-after:avoid}.plan{break-before:page}",
	"thead{display:table-header-group}tr,.said>li,.counts li{break-inside:avoid}.said>li.long{break-inside:auto}tbody.whole{break-inside:avoid}",
	".head-of-plan,.wide{page:across}.wide+.wide{break-before:page}.wide h4{margin-top:0}.wide{margin-top:4mm}",
	".scroll{overflow:visible;margin-bottom:3mm}table{font-size:8.5pt;line-height:1.4}th,td{padding:.8mm 1.2mm}",
	".wide .scroll table{min-width:0;font-size:8.5pt}",
	".sheet td.note p{font-size:8pt;line-height:1.35}.small,.digest{font-size:8pt}.said>li{padding:1.5mm 2.5mm;margin:2mm 0}",
	".head-of-plan h2{margin-bottom:2mm}.head-of-plan p,.head-of-plan h3{display:none}.head-of-plan dl,.head-of-plan ul{margin:1mm 0;font-size:8pt}",
	".head-of-plan .counts b{display:inline;font-size:10pt}.head-of-plan .counts li{padding:0 2mm}",
	".answer i{height:6.5mm}.said dl{font-size:8.5pt;line-height:1.4}.counts li{padding:1mm 3mm;min-width:24mm}.counts b{font-size:13pt}",
	"svg.bar,.mark,th,.sheet td.note{-webkit-print-color-adjust:exact;print-color-adjust:exact}}",
};

static void add_all(struct text_builder *to, const char *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		text_builder_add_string(to, lines[i]);
		text_builder_add_char(to, '\n');
	}
}

void html_add_style(struct text_builder *to)
{
	text_builder_add_string(to, "<style>\n");
	add_all(to, everywhere, COUNT_OF(everywhere));
	add_all(to, on_screen, COUNT_OF(on_screen));
	add_all(to, on_paper, COUNT_OF(on_paper));
	text_builder_add_string(to, "</style>\n");
}
