package druk

import (
	"bytes"
	"fmt"
	"strings"

	"traject/kern/begrip"
)

// node is one element of the structure tree: a paragraph, a list, a cell.
type node struct {
	tag    string
	attr   string // the /A entry, when there is one
	kids   []*node
	marks  []mark // marked content of this element, in reading order
	object int
	parent *node
}

type mark struct{ page, id int }

func (n *node) child(tag string) *node {
	k := &node{tag: tag, parent: n}
	n.kids = append(n.kids, k)
	return k
}

// page is one sheet being written. y counts down from the top of the sheet.
type page struct {
	content bytes.Buffer
	owners  []*node // marked content number -> element
}

// style is how a piece of text looks. Font 0 is regular, 1 is bold.
type style struct {
	font    int
	size    float64
	leading float64
	color   string // three numbers for rg
}

// line is one line of text, already broken, with the width it takes.
type line struct {
	text  string
	width float64
}

// wrap breaks text into lines that fit. A word wider than the line is cut.
func (l *layout) wrap(s style, text string, width float64) []line {
	var out []line
	space := l.width(s, " ")
	current, w := "", 0.0
	for _, word := range words(text) {
		for _, piece := range l.fit(s, word, width) {
			pw := l.width(s, piece)
			if current != "" && w+space+pw > width {
				out = append(out, line{current, w})
				current, w = "", 0
			}
			if current != "" {
				current, w = current+" ", w+space
			}
			current, w = current+piece, w+pw
		}
	}
	if current != "" {
		out = append(out, line{current, w})
	}
	return out
}

// words splits text where a line may end. A date stays whole ("23 november 2026") and
// so does the place in an article ("lid 1").
func words(text string) []string {
	var out []string
	for word := range strings.FieldsSeq(text) {
		if n := len(out); n > 0 && staysWith(out[n-1], word) {
			out[n-1] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

func staysWith(before, word string) bool {
	day := before[strings.LastIndexByte(before, ' ')+1:]
	if day == "lid" || day == "art." {
		return word[0] >= '0' && word[0] <= '9'
	}
	if isMonth(word) {
		return len(day) <= 2 && day[0] >= '0' && day[0] <= '9'
	}
	return isMonth(day) && day != before && len(word) >= 4 && word[0] >= '0' && word[0] <= '9'
}

func isMonth(word string) bool {
	for m := 1; m <= 12; m++ {
		if begrip.Maandnaam(m) == word {
			return true
		}
	}
	return false
}

// fit cuts a word into pieces that each fit a line.
func (l *layout) fit(s style, word string, width float64) []string {
	if l.width(s, word) <= width {
		return []string{word}
	}
	var out []string
	piece, w := "", 0.0
	for _, r := range word {
		rw := l.width(s, string(r))
		if piece != "" && w+rw > width {
			out = append(out, piece)
			piece, w = "", 0
		}
		piece, w = piece+string(r), w+rw
	}
	return append(out, piece)
}

// width measures text as it will be shown.
func (l *layout) width(s style, text string) float64 {
	f := l.subsets[s.font].f
	total := 0
	for _, word := range strings.SplitAfter(text, " ") {
		shown, _ := shownWord(f, word)
		for _, r := range shown {
			total += f.advance(f.glyph(r))
		}
	}
	return float64(total) * s.size / 1000
}

// shownWord is printable for a word that may end in a space.
func shownWord(f *font, word string) (string, bool) {
	bare := strings.TrimSuffix(word, " ")
	shown, changed := printable(f, bare)
	return shown + word[len(bare):], changed
}

// text writes lines as one piece of marked content that belongs to an element.
// Each line but the last ends in a space, so that words do not run together when read.
func (l *layout) text(n *node, s style, x, y float64, lines []line) {
	p := l.page()
	fmt.Fprintf(&p.content, "/%s <</MCID %d>> BDC\n", n.tag, len(p.owners))
	n.marks = append(n.marks, mark{len(l.pages) - 1, len(p.owners)})
	p.owners = append(p.owners, n)
	l.showLines(p, s, x, y, lines)
	p.content.WriteString("EMC\n")
}

func (l *layout) showLines(p *page, s style, x, y float64, lines []line) {
	fmt.Fprintf(&p.content, "BT /F%d %s Tf %s rg %s TL %s %s Td\n", s.font, num(s.size), s.color, num(s.leading), num(x), num(pageHeight-y))
	for i, ln := range lines {
		if i > 0 {
			p.content.WriteString("T*\n")
		}
		text := ln.text
		if i < len(lines)-1 {
			text += " "
		}
		l.show(p, s, text)
	}
	p.content.WriteString("ET\n")
}

// show writes one line; a word the font cannot show carries its original text.
func (l *layout) show(p *page, s style, text string) {
	sub := l.subsets[s.font]
	open := false
	for _, word := range strings.SplitAfter(text, " ") {
		shown, changed := shownWord(sub.f, word)
		if changed {
			if open {
				p.content.WriteString("> Tj\n")
				open = false
			}
			fmt.Fprintf(&p.content, "/Span <</ActualText %s>> BDC\n", textString(word))
		}
		if !open {
			p.content.WriteByte('<')
			open = true
		}
		for _, r := range shown {
			n := sub.use(r)
			p.content.Write([]byte{hexDigits[n>>12], hexDigits[n>>8&15], hexDigits[n>>4&15], hexDigits[n&15]})
		}
		if changed {
			p.content.WriteString("> Tj\nEMC\n")
			open = false
		}
	}
	if open {
		p.content.WriteString("> Tj\n")
	}
}

const hexDigits = "0123456789ABCDEF"

// artifact writes drawing operators that are not part of what is read.
func (l *layout) artifact(kind, ops string) {
	fmt.Fprintf(&l.page().content, "/Artifact %s BDC\nq\n%sQ\nEMC\n", kind, ops)
}
