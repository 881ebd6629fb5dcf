package druk

import "strings"

// The font covers Latin, Greek, Cyrillic and Hebrew. Dutch registers hold names in
// Latin script, so other scripts come only from free text. For Arabic and Ethiopic a
// rough transliteration is printed; the PDF keeps the original as ActualText, so
// copying and reading aloud give the original word. Scripts without a table, and
// signs such as emoji, are left out of the printed line and kept as ActualText too.

var arabic = map[rune]string{
	'ا': "a", 'أ': "a", 'إ': "i", 'آ': "a", 'ٱ': "a", 'ب': "b", 'ت': "t", 'ث': "th", 'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r",
	'ز': "z", 'س': "s", 'ش': "sh", 'ص': "s", 'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "a", 'غ': "gh", 'ف': "f", 'ق': "q", 'ك': "k", 'ل': "l", 'م': "m",
	'ن': "n", 'ه': "h", 'و': "w", 'ي': "y", 'ى': "a", 'ة': "a", 'ء': "'", 'ئ': "'", 'ؤ': "'", 'پ': "p", 'چ': "ch", 'ژ': "zh", 'گ': "g", 'ک': "k",
	'ی': "y", 'َ': "a", 'ِ': "i", 'ُ': "u", '،': ",", '؟': "?", '؛': ";",
	'٠': "0", '١': "1", '٢': "2", '٣': "3", '٤': "4", '٥': "5", '٦': "6", '٧': "7", '٨': "8", '٩': "9",
	'۰': "0", '۱': "1", '۲': "2", '۳': "3", '۴': "4", '۵': "5", '۶': "6", '۷': "7", '۸': "8", '۹': "9",
}

// ethiopic gives the consonant of each row of eight syllables from U+1200.
var ethiopic = [...]string{"h", "l", "h", "m", "s", "r", "s", "sh", "q", "qw", "q", "qw", "b", "v", "t", "ch", "h", "hw", "n", "ny", "'", "k", "kw", "kh",
	"khw", "w", "'", "z", "zh", "y", "d", "d", "j", "g", "gw", "g", "t", "ch", "p", "ts", "ts", "f", "p"}

var ethiopicVowels = [...]string{"e", "u", "i", "a", "e", "", "o", "wa"}

// plain are characters the font lacks that have an equal it does have.
var plain = map[rune]string{'\u00ad': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u200e': "", '\u200f': "", '\ufeff': "",
	'\u202f': "\u00a0", '\u2009': " ", '\u2011': "-", '\t': " ", '\n': " ", '\r': " "}

// printable gives what the font can show of a word; changed says that it differs.
func printable(f *font, word string) (shown string, changed bool) {
	for _, r := range word {
		if r == ' ' || f.glyph(r) == 0 || r < ' ' {
			changed = true
			break
		}
	}
	if !changed {
		return word, false
	}
	var b strings.Builder
	for _, r := range word {
		b.WriteString(transliterate(f, r))
	}
	return b.String(), true
}

func transliterate(f *font, r rune) string {
	if s, ok := plain[r]; ok {
		return s
	}
	if r >= ' ' && f.glyph(r) != 0 {
		return string(r)
	}
	if s, ok := arabic[r]; ok {
		return s
	}
	if row := int(r-0x1200) / 8; r >= 0x1200 && row < len(ethiopic) {
		return ethiopic[row] + ethiopicVowels[int(r-0x1200)%8]
	}
	return ""
}
