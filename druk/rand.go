package druk

import (
	"strconv"
	"strings"
)

// head writes the sender with the mark, the address on the left and the data on the right.
func (l *layout) head() {
	n := l.root.child("P")
	l.text(n, sender, marginSide, baseline(l.y, sender), []line{{l.b.Afzender, 0}})
	l.chainMark(marginSide+contentWidth-38, l.y+9)
	l.y += 26
	l.rule(l.y, accent, 2)
	l.y += 20
	top := l.y
	l.address(top)
	l.data(top)
}

// chainMark draws three links: what has been done and what is still to come.
func (l *layout) chainMark(x, y float64) {
	dot := func(cx float64, ops string) string {
		return "q 1 0 0 1 " + num(cx) + " " + num(pageHeight-y) + " cm " + ring + ops + " Q\n"
	}
	ops := accent + " RG " + accent + " rg 2.4 w " + num(x+4) + " " + num(pageHeight-y) + " m " + num(x+34) + " " + num(pageHeight-y) + " l S\n" +
		dot(x+5, "B") + "1 1 1 rg " + dot(x+19.5, "B") + dot(x+34, "B")
	l.artifact("<</Type /Layout>>", ops)
}

// ring is a circle of radius 4 around the origin.
const ring = "4 0 m 4 2.21 2.21 4 0 4 c -2.21 4 -4 2.21 -4 0 c -4 -2.21 -2.21 -4 0 -4 c 2.21 -4 4 -2.21 4 0 c h "

func (l *layout) address(top float64) {
	y := top
	for _, r := range l.b.Aan {
		lines := l.wrap(body, r, contentWidth*0.55)
		l.text(l.root.child("P"), body, marginSide, baseline(y, body), lines)
		y += float64(len(lines)) * body.leading
	}
	l.y = max(l.y, y)
}

// data writes names and values in two columns that end at the right margin.
func (l *layout) data(top float64) {
	const gap = 12.0
	label, value := 0.0, 0.0
	for _, g := range l.b.Gegevens {
		label = max(label, l.width(small, g.Naam)+gap)
		value = min(max(value, l.width(smallInk, g.Waarde)+1), 150)
	}
	x, y := marginSide+contentWidth-label-value, top
	for _, g := range l.b.Gegevens {
		n := l.root.child("P")
		lines := l.wrap(smallInk, g.Waarde, value)
		l.text(n, small, x, baseline(y, small), []line{{g.Naam + " ", 0}})
		l.text(n, smallInk, x+label, baseline(y, smallInk), lines)
		y += float64(max(1, len(lines))) * 14
	}
	l.y = max(l.y, y)
}

// closing writes the small print: the articles on which the decision rests.
func (l *layout) closing() {
	if len(l.b.Voet) == 0 {
		return
	}
	lines := l.wrap(small, strings.Join(l.b.Voet, " "), contentWidth)
	n := l.root.child("P")
	height := 5 + float64(len(lines))*small.leading
	l.flow([]unit{{space: 9, height: height, draw: func(y float64) {
		l.rule(y, hair, 0.6)
		l.text(n, small, marginSide, baseline(y+4, small), lines)
	}}})
}

// footers numbers the pages; a screen reader passes over them.
func (l *layout) footers() {
	for i, p := range l.pages {
		text := "Bladzijde " + strconv.Itoa(i+1) + " van " + strconv.Itoa(len(l.pages))
		p.content.WriteString("/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n")
		l.showLines(p, small, marginSide, footerY, []line{{text, 0}})
		p.content.WriteString("EMC\n")
	}
}
