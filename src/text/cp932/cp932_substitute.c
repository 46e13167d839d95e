#include "text/cp932/cp932_substitute.h"

#include "base/compiler.h"
#include "text/cp932/cp932.h"
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <string.h>

/* Sorted by character. Kanji: the form that JIS X 0208 and people's papers use; signs: what they are read as. */
static const struct {
	uint32_t character;
	const char *substitute;
} table[] = {
	{0x00A5, "￥"}, {0x00AB, "《"}, {0x00BB, "》"}, {0x2011, "－"}, {0x2012, "－"}, {0x2013, "－"}, {0x201A, "，"},
	{0x201E, "”"}, {0x2022, "・"}, {0x2023, "・"}, {0x2039, "＜"}, {0x203A, "＞"}, {0x203E, "￣"}, {0x2043, "－"},
	{0x21E8, "⇒"}, {0x24EA, "０"}, {0x25AA, "■"}, {0x25AB, "□"}, {0x25E6, "○"}, {0x260E, "電話"}, {0x2610, "□"},
	{0x2611, "レ"}, {0x26A0, "注意"}, {0x26AA, "○"}, {0x26AB, "●"}, {0x2713, "レ"}, {0x2714, "レ"}, {0x2715, "×"},
	{0x2716, "×"}, {0x273F, "＊"}, {0x274C, "×"}, {0x2776, "１"}, {0x2777, "２"}, {0x2778, "３"}, {0x2779, "４"},
	{0x277A, "５"}, {0x27A1, "→"}, {0x2B05, "←"}, {0x2B06, "↑"}, {0x2B07, "↓"}, {0x2B50, "★"}, {0x2B55, "○"},
	{0x3094, "う゛"}, {0x3095, "ヵ"}, {0x3096, "ヶ"}, {0x329A, "男"}, {0x329B, "女"}, {0x4FE0, "侠"}, {0x5167, "内"},
	{0x525D, "剥"}, {0x537D, "即"}, {0x541E, "呑"}, {0x5433, "呉"}, {0x555E, "唖"}, {0x5653, "嘘"}, {0x5699, "噛"},
	{0x56CA, "嚢"}, {0x5861, "填"}, {0x59F8, "妍"}, {0x5C5B, "屏"}, {0x5CC0, "岫"}, {0x5E77, "并"}, {0x6236, "戸"},
	{0x6414, "掻"}, {0x6451, "掴"}, {0x6522, "攅"}, {0x665A, "晩"}, {0x66C6, "暦"}, {0x69EA, "概"}, {0x6B65, "歩"},
	{0x6B77, "歴"}, {0x6BCF, "毎"}, {0x6DDA, "涙"}, {0x6E34, "渇"}, {0x6F51, "溌"}, {0x7006, "涜"}, {0x7130, "焔"},
	{0x7626, "痩"}, {0x784F, "研"}, {0x79B1, "祷"}, {0x7C1E, "箪"}, {0x7E61, "繍"}, {0x7E6B, "繋"}, {0x840A, "莱"},
	{0x8523, "蒋"}, {0x865B, "虚"}, {0x87EC, "蝉"}, {0x881F, "蝋"}, {0x8EC0, "躯"}, {0x91AC, "醤"}, {0x9304, "録"},
	{0x9830, "頬"}, {0x985A, "顛"}, {0x9A52, "騨"}, {0x9DD7, "鴎"}, {0x9E7C, "鹸"}, {0x9EB4, "麹"}, {0x9EC3, "黄"},
	{0x2000B, "丈"}, {0x20B9F, "叱"}, {0x20BB7, "吉"}, {0x2123D, "土"}, {0x2363A, "橋"}, {0x2550E, "碕"},
	{0x29E3D, "ほっけ"},
};

static const char *look_up(uint32_t code_point)
{
	size_t from = 0, to = COUNT_OF(table);

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (table[middle].character == code_point)
			return table[middle].substitute;
		if (table[middle].character < code_point)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

/* Variation selectors say which drawing of a kanji is meant; the rest has no width. */
static bool can_be_left_out(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
	       c == 0xFEFF || c == 0x00AD;
}

static bool is_in_cp932(struct slice text)
{
	unsigned char bytes[2];

	for (size_t at = 0; at < text.length;)
		if (!cp932_encode(utf8_next(text, &at), bytes))
			return false;
	return true;
}

static struct slice as_utf8(uint32_t c, char room[4])
{
	if (c < 0x80) {
		room[0] = (char)c;
		return slice_of(room, 1);
	}
	size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = length; i-- > 1; c >>= 6)
		room[i] = (char)(0x80 | (c & 0x3F));
	room[0] = (char)((length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0) | c);
	return slice_of(room, length);
}

/* Compatibility characters are spelt out: ㉑ is 21, NBSP a blank, an old form of a kanji the usual one. */
static bool spell_out(uint32_t code_point, char room[CP932_SUBSTITUTE_BYTES], struct slice *substitute)
{
	char run[4], spelt[UNICODE_RUN_BYTES];
	size_t length = unicode_nfkc(as_utf8(code_point, run), spelt);

	if (!length || length > CP932_SUBSTITUTE_BYTES || !is_in_cp932(slice_of(spelt, length)))
		return false;
	memcpy(room, spelt, length);
	*substitute = slice_of(room, length);
	return true;
}

bool cp932_substitute(uint32_t code_point, char room[CP932_SUBSTITUTE_BYTES], struct slice *substitute)
{
	unsigned char bytes[2];
	const char *found = look_up(code_point);

	*substitute = slice_of("", 0);
	if (found) {
		*substitute = slice_from_string(found);
		return true;
	}
	if (cp932_encode(code_point, bytes))
		return false;
	return can_be_left_out(code_point) || spell_out(code_point, room, substitute);
}
