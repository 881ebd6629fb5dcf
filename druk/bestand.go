package druk

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"traject/kern/brief"
)

// PDF geeft de brief als getagd PDF-bestand. Dezelfde brief geeft dezelfde bytes.
// Een fout betekent dat het ingebouwde lettertype niet te lezen is.
func PDF(b brief.Brief) ([]byte, error) {
	fonts, err := loadFonts()
	if err != nil {
		return nil, fmt.Errorf("brief afdrukken: %w", err)
	}
	l := arrange(b, fonts)
	out, err := l.write()
	if err != nil {
		return nil, fmt.Errorf("brief afdrukken: %w", err)
	}
	return out, nil
}

// arrange lays a letter out. When it runs onto one more sheet by a few lines, the
// white between the parts shrinks first; a letter of two sides stays one sheet of paper.
func arrange(b brief.Brief, fonts [2]*font) *layout {
	var best *layout
	for _, tight := range []float64{1, 0.75, 0.5} {
		l := &layout{b: b, subsets: [2]*subset{newSubset(fonts[0]), newSubset(fonts[1])}, tight: tight}
		l.run()
		if best == nil || len(l.pages) < len(best.pages) {
			best = l
		}
		if n := len(best.pages); n == 1 || n == 2 {
			break
		}
	}
	return best
}

// write turns the pages and the structure tree into a file.
func (l *layout) write() ([]byte, error) {
	p := &pdfFile{}
	catalog, pagesObject, treeRoot := p.reserve(), p.reserve(), p.reserve()
	var fontRefs [2]int
	for i, s := range l.subsets {
		n, err := p.fontObjects(s)
		if err != nil {
			return nil, err
		}
		fontRefs[i] = n
	}
	pageRefs := make([]int, len(l.pages))
	for i, pg := range l.pages {
		content, err := p.stream("", pg.content.Bytes(), true)
		if err != nil {
			return nil, err
		}
		pageRefs[i] = p.add(fmt.Sprintf("<</Type /Page /Parent %s /MediaBox [0 0 %s %s] /Resources <</Font <</F0 %s /F1 %s>>>> /Contents %s /StructParents %d /Tabs /S>>",
			ref(pagesObject), num(pageWidth), num(pageHeight), ref(fontRefs[0]), ref(fontRefs[1]), ref(content), i))
	}
	p.set(pagesObject, fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d>>", refs(pageRefs), len(pageRefs)))
	l.writeTree(p, treeRoot, pageRefs)
	meta, err := p.stream(" /Type /Metadata /Subtype /XML", l.xmp(), false)
	if err != nil {
		return nil, err
	}
	p.set(catalog, fmt.Sprintf("<</Type /Catalog /Pages %s /StructTreeRoot %s /MarkInfo <</Marked true>> /Lang (nl-NL) /ViewerPreferences <</DisplayDocTitle true>> /Metadata %s>>",
		ref(pagesObject), ref(treeRoot), ref(meta)))
	day := strings.ReplaceAll(l.b.Dag.String(), "-", "")
	info := fmt.Sprintf("<</Title %s /Author %s /Producer (Traject)", textString(l.b.Titel), textString(l.b.Afzender))
	if day != "" {
		info += fmt.Sprintf(" /CreationDate (D:%s000000Z) /ModDate (D:%s000000Z)", day, day)
	}
	return p.bytes(catalog, p.add(info+">>")), nil
}

// writeTree writes the structure elements and the way back from page to element.
func (l *layout) writeTree(p *pdfFile, treeRoot int, pageRefs []int) {
	l.root.prune()
	l.root.number(p)
	l.root.write(p, treeRoot, pageRefs)
	var nums strings.Builder
	for i, pg := range l.pages {
		owners := make([]int, len(pg.owners))
		for j, n := range pg.owners {
			owners[j] = n.object
		}
		fmt.Fprintf(&nums, "%d [%s] ", i, refs(owners))
	}
	parents := p.add("<</Nums [" + strings.TrimSpace(nums.String()) + "]>>")
	p.set(treeRoot, fmt.Sprintf("<</Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d>>", ref(l.root.object), ref(parents), len(l.pages)))
}

// prune drops elements without content, such as an empty cell's paragraph.
func (n *node) prune() {
	kept := n.kids[:0]
	for _, k := range n.kids {
		k.prune()
		if len(k.kids)+len(k.marks) > 0 || k.tag == "TD" || k.tag == "TH" {
			kept = append(kept, k)
		}
	}
	n.kids = kept
}

func (n *node) number(p *pdfFile) {
	n.object = p.reserve()
	for _, k := range n.kids {
		k.number(p)
	}
}

func (n *node) write(p *pdfFile, parent int, pageRefs []int) {
	var kids []string
	for _, m := range n.marks {
		kids = append(kids, "<</Type /MCR /Pg "+ref(pageRefs[m.page])+" /MCID "+strconv.Itoa(m.id)+">>")
	}
	for _, k := range n.kids {
		kids = append(kids, ref(k.object))
		k.write(p, n.object, pageRefs)
	}
	attr := ""
	if n.attr != "" {
		attr = " /A " + n.attr
	}
	p.set(n.object, fmt.Sprintf("<</Type /StructElem /S /%s /P %s%s /K [%s]>>", n.tag, ref(parent), attr, strings.Join(kids, " ")))
}

// xmp writes the metadata, with the mark of PDF/UA-1.
func (l *layout) xmp() []byte {
	esc := func(s string) string {
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(s)); err != nil {
			return "" // een strings.Builder weigert nooit
		}
		return b.String()
	}
	dates := ""
	if l.b.Dag != 0 {
		dates = fmt.Sprintf("<xmp:CreateDate>%[1]sT00:00:00Z</xmp:CreateDate><xmp:ModifyDate>%[1]sT00:00:00Z</xmp:ModifyDate>", l.b.Dag)
	}
	return []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
		`<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + esc(l.b.Titel) + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:creator><rdf:Seq><rdf:li>` + esc(l.b.Afzender) + `</rdf:li></rdf:Seq></dc:creator>` +
		`<dc:language><rdf:Bag><rdf:li>nl-NL</rdf:li></rdf:Bag></dc:language>` +
		`<pdf:Producer>Traject</pdf:Producer>` + dates + `</rdf:Description></rdf:RDF></x:xmpmeta>` + "\n<?xpacket end=\"r\"?>")
}
