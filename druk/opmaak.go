package druk

import (
	"strings"

	"traject/kern/brief"
)

// The sheet is A4 in points. Margins leave room for a window envelope and a footer.
const (
	pageWidth    = 595.28
	pageHeight   = 841.89
	marginSide   = 62.0
	marginTop    = 48.0
	bottom       = pageHeight - 56.0
	footerY      = pageHeight - 38.0
	contentWidth = pageWidth - 2*marginSide
	pictoSize    = 25.0
	pictoIndent  = 36.0
)

const (
	ink    = "0.106 0.137 0.188"
	quiet  = "0.302 0.337 0.392"
	accent = "0.09 0.314 0.561"
	pale   = "0.906 0.933 0.973"
	hair   = "0.8 0.79 0.76"
)

var (
	body       = style{0, 11, 15.2, ink}
	bodyBold   = style{1, 11, 15.2, ink}
	small      = style{0, 9, 12.6, quiet}
	smallInk   = style{0, 9, 12.6, ink}
	smallBold  = style{1, 9, 12.6, ink}
	sender     = style{1, 13, 17, ink}
	heading1   = style{1, 17, 22, ink}
	heading2   = style{1, 12.5, 16.5, ink}
	stepHeight = 27.0
)

// layout places a letter on pages and builds its structure tree meanwhile.
type layout struct {
	b       brief.Brief
	subsets [2]*subset
	pages   []*page
	y       float64 // how far the current page is filled, from the top
	tight   float64 // how much of the white between units is kept
	root    *node
}

// unit is something that stays together on one page.
type unit struct {
	space    float64 // white above it, not at the top of a page
	height   float64
	keepNext bool // may not be the last on its page
	draw     func(y float64)
}

func (l *layout) page() *page { return l.pages[len(l.pages)-1] }

func (l *layout) newPage() {
	l.pages = append(l.pages, &page{})
	l.y = marginTop
}

// flow puts units on pages. A heading moves along with what follows it.
func (l *layout) flow(units []unit) {
	for i, u := range units {
		need := u.space*l.tight + u.height
		for j := i; units[j].keepNext && j+1 < len(units); j++ {
			need += units[j+1].space*l.tight + units[j+1].height
		}
		if l.y > marginTop && l.y+need > bottom {
			l.newPage()
		}
		if l.y > marginTop {
			l.y += u.space * l.tight
		}
		u.draw(l.y)
		l.y += u.height
	}
}

// run lays the whole letter out.
func (l *layout) run() {
	l.root = &node{tag: "Document"}
	l.newPage()
	l.head()
	units := []unit{l.paragraph(l.root, "H1", heading1, l.b.Titel, 22), l.paragraph(l.root, "P", body, l.b.Aanhef, 7)}
	for _, blok := range l.b.Blokken {
		units = append(units, l.block(blok)...)
	}
	l.flow(units)
	l.closing()
	l.footers()
}

// block turns a block of the letter into units.
func (l *layout) block(blok brief.Blok) []unit {
	switch blok.Soort {
	case brief.Tussenkop:
		u := l.paragraph(l.root, "H2", heading2, blok.Kop, 13)
		u.keepNext = true
		return []unit{u}
	case brief.Alinea:
		lines := l.wrap(body, strings.Join(blok.Regels, " "), contentWidth)
		return l.running(l.root.child("P"), body, marginSide, lines, 6)
	case brief.Kader:
		return []unit{l.frame(blok)}
	case brief.Stappen:
		return l.steps(blok.Stappen)
	case brief.Lijst:
		return l.list(blok.Regels)
	case brief.Tabel:
		return l.table(blok)
	case brief.Ondertekening:
		return l.signature(blok.Regels)
	}
	return nil
}

// paragraph is one paragraph or heading over the full width.
func (l *layout) paragraph(parent *node, tag string, s style, text string, space float64) unit {
	lines := l.wrap(s, text, contentWidth)
	n := parent.child(tag)
	return unit{space: space, height: float64(len(lines)) * s.leading, draw: func(y float64) {
		l.text(n, s, marginSide, baseline(y, s), lines)
	}}
}

// running is text that may continue on the next page, but leaves no single line behind.
func (l *layout) running(n *node, s style, x float64, lines []line, space float64) []unit {
	const together = 3
	var units []unit
	for len(lines) > 0 {
		k := together
		if len(lines) < 2*together {
			k = len(lines)
		}
		part := append([]line(nil), lines[:k]...)
		lines = lines[k:]
		if len(lines) > 0 {
			part[k-1].text += " " // the next piece goes on in the same sentence
		}
		units = append(units, unit{space: space, height: float64(k) * s.leading, draw: func(y float64) { l.text(n, s, x, baseline(y, s), part) }})
		space = 0
	}
	return units
}

// baseline gives where the first line stands when its block begins at y.
func baseline(y float64, s style) float64 { return y + s.leading/2 + s.size*0.35 }

// frame is the decision: a heading and its lines in a box.
func (l *layout) frame(blok brief.Blok) unit {
	const pad = 12.0
	box := l.root.child("Div")
	inner := contentWidth - 2*pad
	head := l.wrap(bodyBold, blok.Kop, inner)
	rest := l.wrap(body, strings.Join(blok.Regels, " "), inner)
	height := 2*pad + float64(len(head))*bodyBold.leading
	if len(rest) > 0 {
		height += 4 + float64(len(rest))*body.leading
	}
	kop, tekst := box.child("P"), (*node)(nil)
	if len(rest) > 0 {
		tekst = box.child("P")
	}
	return unit{space: 10, height: height, draw: func(y float64) {
		l.artifact("<</Type /Layout>>", accent+" RG 1.5 w "+roundRect(marginSide, pageHeight-y-height, contentWidth, height, 4)+"S\n")
		at := y + pad
		l.text(kop, bodyBold, marginSide+pad, baseline(at, bodyBold), head)
		if tekst != nil {
			l.text(tekst, body, marginSide+pad, baseline(at+4+float64(len(head))*bodyBold.leading, body), rest)
		}
	}}
}

// steps is a list in which each item has a pictogram, a bold line and its text.
func (l *layout) steps(stappen []brief.Stap) []unit {
	list := l.root.child("L")
	list.attr = "<</O /List /ListNumbering /None>>"
	var units []unit
	for i, s := range stappen {
		content := list.child("LI").child("LBody")
		width := contentWidth - pictoIndent
		head := l.wrap(bodyBold, s.Kop, width)
		text := l.wrap(body, strings.Join(s.Regels, " "), width)
		kop := content.child("P")
		x, headHeight := marginSide+pictoIndent, float64(len(head))*bodyBold.leading
		parts := l.running(content.child("P"), body, x, text, 0)
		height := headHeight
		if len(parts) > 0 {
			height += parts[0].height
		}
		space := 7.5
		if i == 0 {
			space = 5
		}
		units = append(units, unit{space: space, height: max(stepHeight, height), draw: func(y float64) {
			l.pictogram(s.Pictogram, marginSide, y+1)
			l.text(kop, bodyBold, x, baseline(y, bodyBold), head)
			if len(parts) > 0 {
				parts[0].draw(y + headHeight)
			}
		}})
		if len(parts) > 1 {
			units = append(units, parts[1:]...)
		}
	}
	return units
}

// pictogram draws a picture in a soft square. It says what the words beside it say.
func (l *layout) pictogram(id brief.Pictogram, x, y float64) {
	const drawn = 16.5
	in := (pictoSize - drawn) / 2
	ops := pale + " rg " + roundRect(x, pageHeight-y-pictoSize, pictoSize, pictoSize, 3.5) + "f\n"
	ops += accent + " RG 1.9 w 1 j 1 J " + num(drawn/24) + " 0 0 " + num(drawn/24) + " " + num(x+in) + " " + num(pageHeight-y-pictoSize+in) + " cm\n" + pictogramOps[id]
	l.artifact("<</Type /Layout>>", ops)
}

// list is a plain list with dots.
func (l *layout) list(regels []string) []unit {
	list := l.root.child("L")
	list.attr = "<</O /List /ListNumbering /Disc>>"
	var units []unit
	for _, r := range regels {
		item := list.child("LI")
		label, content := item.child("Lbl"), item.child("LBody")
		lines := l.wrap(body, r, contentWidth-14)
		units = append(units, unit{space: 2, height: float64(len(lines)) * body.leading, draw: func(y float64) {
			l.text(label, body, marginSide+2, baseline(y, body), []line{{"•", 0}})
			l.text(content, body, marginSide+14, baseline(y, body), lines)
		}})
	}
	return units
}

// signature is the closing lines of the letter, kept together.
func (l *layout) signature(regels []string) []unit {
	var units []unit
	for i, r := range regels {
		space := 1.0
		switch i {
		case 0:
			space = 12
		case 2: // white for a signature by hand would cost a page; the name is enough
			space = 7
		}
		u := l.paragraph(l.root, "P", body, r, space)
		u.keepNext = i < len(regels)-1
		units = append(units, u)
	}
	return units
}

// table is a table with column headers and a header cell in front of each row.
func (l *layout) table(blok brief.Blok) []unit {
	if len(blok.Rijen) == 0 {
		return nil
	}
	element := l.root.child("Table")
	widths := l.columns(blok)
	units := []unit{l.row(element, blok.Tabelkop, widths, true)}
	units[0].space, units[0].keepNext = 8, true
	for _, rij := range blok.Rijen {
		units = append(units, l.row(element, rij[:min(len(rij), len(widths))], widths, false))
	}
	return units
}

// columns shares the width: a column that needs less than its share leaves the rest to the others.
func (l *layout) columns(blok brief.Blok) []float64 {
	natural := make([]float64, len(blok.Tabelkop))
	for _, rij := range append([][]string{blok.Tabelkop}, blok.Rijen...) {
		for i, c := range rij[:min(len(rij), len(natural))] {
			natural[i] = max(natural[i], l.width(smallBold, c)+10)
		}
	}
	widths := make([]float64, len(natural))
	rest, open := contentWidth, len(natural)
	for again := true; again; {
		again = false
		for i, n := range natural {
			if widths[i] == 0 && n <= rest/float64(open) {
				widths[i], rest, open, again = n, rest-n, open-1, open > 1
			}
		}
	}
	for i := range widths {
		if widths[i] == 0 {
			widths[i] = rest / float64(open)
		}
	}
	return widths
}

func (l *layout) row(element *node, cells []string, widths []float64, isHead bool) unit {
	row := element.child("TR")
	wrapped := make([][]line, len(cells))
	nodes := make([]*node, len(cells))
	styles := make([]style, len(cells))
	height := 0.0
	for i, c := range cells {
		tag, scope := "TD", ""
		styles[i] = smallInk
		switch {
		case isHead:
			tag, scope, styles[i] = "TH", "Column", smallBold
		case i == 0:
			tag, scope = "TH", "Row"
		}
		nodes[i] = row.child(tag)
		if scope != "" {
			nodes[i].attr = "<</O /Table /Scope /" + scope + ">>"
		}
		wrapped[i] = l.wrap(styles[i], c, widths[i]-8)
		height = max(height, float64(len(wrapped[i]))*smallInk.leading)
	}
	height += 5
	return unit{height: height, draw: func(y float64) {
		x := marginSide
		for i := range cells {
			l.text(nodes[i], styles[i], x, baseline(y+2, styles[i]), wrapped[i])
			x += widths[i]
		}
		l.rule(y+height, hair, 0.6)
	}}
}

// rule draws a line over the width of the text.
func (l *layout) rule(y float64, color string, weight float64) {
	l.artifact("<</Type /Layout>>", color+" RG "+num(weight)+" w "+num(marginSide)+" "+num(pageHeight-y)+" m "+num(marginSide+contentWidth)+" "+num(pageHeight-y)+" l S\n")
}

func roundRect(x, y, w, h, r float64) string {
	k := r * 0.4477
	p := func(v ...float64) string {
		var b strings.Builder
		for _, n := range v {
			b.WriteString(num(n) + " ")
		}
		return b.String()
	}
	return p(x+r, y) + "m " + p(x+w-r, y) + "l " + p(x+w-k, y, x+w, y+k, x+w, y+r) + "c " + p(x+w, y+h-r) + "l " + p(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h) + "c " +
		p(x+r, y+h) + "l " + p(x+k, y+h, x, y+h-k, x, y+h-r) + "c " + p(x, y+r) + "l " + p(x, y+k, x+k, y, x+r, y) + "c h "
}
