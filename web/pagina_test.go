package web

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// boom is a page as a tree, to look things up by selector.
type boom struct {
	t *testing.T
	n *html.Node
}

func lees(t *testing.T, tekst string) boom {
	t.Helper()
	n, err := html.Parse(strings.NewReader(tekst))
	if err != nil {
		t.Fatal(err)
	}
	return boom{t, n}
}

func attr(n *html.Node, naam string) string {
	for _, a := range n.Attr {
		if a.Key == naam {
			return a.Val
		}
	}
	return ""
}

// past says whether an element answers to a simple selector: tag, .class, #id or
// [attribute] or [attribute=value], or some of these behind each other.
func past(n *html.Node, keuze string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	for keuze != "" {
		eind := len(keuze)
		if i := strings.IndexAny(keuze[1:], ".#["); i >= 0 {
			eind = i + 1
		}
		deel := keuze[:eind]
		keuze = keuze[eind:]
		switch deel[0] {
		case '.':
			if !slices.Contains(strings.Fields(attr(n, "class")), deel[1:]) {
				return false
			}
		case '#':
			if attr(n, "id") != deel[1:] {
				return false
			}
		case '[':
			naam, waarde, metWaarde := strings.Cut(strings.Trim(deel, "[]"), "=")
			er := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == naam })
			if !er || metWaarde && attr(n, naam) != waarde {
				return false
			}
		default:
			if n.Data != deel {
				return false
			}
		}
	}
	return true
}

// alle gives every element that answers; a space means inside.
func (b boom) alle(keuze string) []*html.Node {
	delen := strings.Fields(keuze)
	hier := []*html.Node{b.n}
	for _, d := range delen {
		var dieper []*html.Node
		for _, h := range hier {
			for n := range h.Descendants() {
				if past(n, d) && !slices.Contains(dieper, n) {
					dieper = append(dieper, n)
				}
			}
		}
		hier = dieper
	}
	return hier
}

// een gives the one element that answers.
func (b boom) een(keuze string) *html.Node {
	b.t.Helper()
	n := b.alle(keuze)
	if len(n) != 1 {
		b.t.Fatalf("%q answers %d elements, want one", keuze, len(n))
	}
	return n[0]
}

// tekst gives the words inside, with single spaces.
func tekst(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(s.String()), " ")
}

// keur gives what is wrong with a page for anyone who does not look at it: more
// than one title, an id twice, a field without a name, anything inline.
func keur(t *testing.T, pagina string) []string {
	t.Helper()
	b := lees(t, pagina)
	var uit []string
	if n := len(b.alle("h1")); n != 1 {
		uit = append(uit, "not one h1")
	}
	if past(b.een("html"), "[lang=nl]") == false {
		uit = append(uit, "no language")
	}
	ids, labels := map[string]bool{}, map[string]bool{}
	for _, l := range b.alle("label") {
		labels[attr(l, "for")] = true
	}
	for n := range b.n.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				uit = append(uit, "id twice: "+id)
			}
			ids[id] = true
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				uit = append(uit, "inline "+a.Key)
			}
		}
		switch n.Data {
		case "style":
			uit = append(uit, "inline style")
		case "script":
			if attr(n, "src") == "" {
				uit = append(uit, "inline script")
			}
		case "input", "select", "textarea":
			soort := attr(n, "type")
			if soort != "hidden" && soort != "submit" && !labels[attr(n, "id")] && !inLabel(n) {
				uit = append(uit, "field without a label: "+attr(n, "name"))
			}
		case "img":
			uit = append(uit, "img")
		}
	}
	for _, t := range b.alle("table") {
		if attr(t, "aria-label") == "" && attr(t, "aria-labelledby") == "" && !heeftCaption(t) {
			uit = append(uit, "table without a name")
		}
	}
	adressen := map[string]string{} // who hears only the links must be able to tell them apart
	for _, a := range b.alle("a") {
		naam, href := tekst(a), attr(a, "href")
		if eerder, al := adressen[naam]; al && eerder != href {
			uit = append(uit, "two links called "+naam)
		}
		adressen[naam] = href
	}
	for _, a := range b.alle("a") {
		if href := attr(a, "href"); strings.HasPrefix(href, "#") && len(href) > 1 && !ids[href[1:]] {
			uit = append(uit, "link to nowhere: "+href)
		}
	}
	return uit
}

func heeftCaption(tafel *html.Node) bool {
	for n := range tafel.ChildNodes() {
		if n.Data == "caption" {
			return true
		}
	}
	return false
}

func inLabel(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "label" {
			return true
		}
	}
	return false
}
