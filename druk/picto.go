package druk

import (
	"fmt"
	"strconv"
	"strings"

	"traject/kern/brief"
)

// A pictogram is drawn with lines on a field of 24 by 24, y down, in absolute path
// commands (M, L, C, Z). SVG takes them as they are; for PDF they are translated once.
var pictograms = map[brief.Pictogram]string{
	brief.PictoBoek:     "M 12 7 C 9.5 5 6.5 4.5 3 4.5 L 3 18.5 C 6.5 18.5 9.5 19 12 21 C 14.5 19 17.5 18.5 21 18.5 L 21 4.5 C 17.5 4.5 14.5 5 12 7 Z M 12 7 L 12 21",
	brief.PictoPen:      "M 4 20.5 L 20 20.5 M 5 16.5 L 6 12.5 L 15.5 3 L 19 6.5 L 9.5 16 Z M 13 5.5 L 16.5 9",
	brief.PictoWerk:     "M 3 8 L 21 8 L 21 20 L 3 20 Z M 8.5 8 L 8.5 4 L 15.5 4 L 15.5 8 M 3 13.5 L 21 13.5 M 12 12 L 12 15",
	brief.PictoMunt:     circle(12, 12, 9.2) + " M 16 8.5 C 12.5 6 9 8 9 12 C 9 16 12.5 18 16 15.5 M 6.8 10.8 L 13 10.8 M 6.8 13.2 L 13 13.2",
	brief.PictoExamen:   "M 5 3 L 19 3 L 19 21 L 5 21 Z M 8 8 L 9.5 9.5 L 12 6.5 M 14 8 L 16 8 M 8 14 L 9.5 15.5 L 12 12.5 M 14 14 L 16 14",
	brief.PictoGesprek:  "M 3 4 L 17 4 L 17 13 L 9 13 L 5.5 16.5 L 5.5 13 L 3 13 Z M 20 8 L 21 8 L 21 17 L 19 17 L 19 20 L 16 17 L 11 17",
	brief.PictoTelefoon: "M 5 3.5 L 9 3.5 L 10.5 8 L 8.2 9.8 C 9.3 12.2 11.3 14.4 14 15.7 L 15.9 13.4 L 20.5 15 L 20.5 19 C 20.5 20 19.7 20.8 18.7 20.7 C 10.5 20 4 13.5 3.3 5.3 C 3.2 4.3 4 3.5 5 3.5 Z",
	brief.PictoBezwaar:  "M 4 4 L 20 4 L 20 15.5 L 13 15.5 L 8 20.5 L 8 15.5 L 4 15.5 Z M 12 6.8 L 12 10.8 M 12 12.6 L 12 13.2",
	brief.PictoPost:     "M 2.8 5 L 21.2 5 L 21.2 19 L 2.8 19 Z M 3.2 6 L 12 13 L 20.8 6",
	brief.PictoMens:     circle(12, 7.2, 4.2) + " M 3.8 21 C 4.2 15.5 7.5 13.8 12 13.8 C 16.5 13.8 19.8 15.5 20.2 21",
	brief.PictoHuis:     "M 2.8 11.5 L 12 3.5 L 21.2 11.5 M 5.5 9.5 L 5.5 20.5 L 18.5 20.5 L 18.5 9.5 M 10 20.5 L 10 14.5 L 14 14.5 L 14 20.5",
	brief.PictoKind:     circle(12, 6, 3.2) + " M 6 12 L 12 14 L 18 12 M 12 14 L 12 17 M 8.5 21.5 L 12 17 L 15.5 21.5",
	brief.PictoKlok:     circle(12, 12, 9.2) + " M 12 6.5 L 12 12 L 16 14",
	brief.PictoMeedoen:  circle(8, 7.5, 3.3) + " " + circle(17, 9, 2.6) + " M 2 20.5 C 2 15.5 4.5 13.5 8 13.5 C 11.5 13.5 14 15.5 14 20.5 M 16.5 14.2 C 19.5 14 22 15.8 22 20",
}

// circle writes a circle as four curves.
func circle(x, y, r float64) string {
	k := r * 0.5523
	n := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
	c := func(a, b, d, e, f, g float64) string {
		return " C " + n(a) + " " + n(b) + " " + n(d) + " " + n(e) + " " + n(f) + " " + n(g)
	}
	return "M " + n(x+r) + " " + n(y) + c(x+r, y+k, x+k, y+r, x, y+r) + c(x-k, y+r, x-r, y+k, x-r, y) +
		c(x-r, y-k, x-k, y-r, x, y-r) + c(x+k, y-r, x+r, y-k, x+r, y) + " Z"
}

// pictogramOps holds the pictograms as PDF operators on the same field, y up.
var pictogramOps = func() map[brief.Pictogram]string {
	out := map[brief.Pictogram]string{}
	for id, path := range pictograms {
		ops, err := pathOps(path)
		if err != nil {
			panic("druk: pictogram " + string(id) + ": " + err.Error()) // the drawings above are part of the program
		}
		out[id] = ops
	}
	return out
}()

func pathOps(path string) (string, error) {
	operands := map[string]int{"M": 1, "L": 1, "C": 3, "Z": 0}
	operator := map[string]string{"M": "m", "L": "l", "C": "c", "Z": "h"}
	var b strings.Builder
	words := strings.Fields(path)
	for len(words) > 0 {
		n, ok := operands[words[0]]
		if !ok || len(words) < 1+2*n {
			return "", fmt.Errorf("%q is no path command", words[0])
		}
		for i := range n {
			y, err := strconv.ParseFloat(words[2+2*i], 64)
			if err != nil {
				return "", fmt.Errorf("y of %s: %w", words[0], err)
			}
			b.WriteString(words[1+2*i] + " " + num(24-y) + " ")
		}
		b.WriteString(operator[words[0]] + "\n")
		words = words[1+2*n:]
	}
	b.WriteString("S\n")
	return b.String(), nil
}

// num writes a number for a content stream: at most two decimals, no trailing zeros.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(s, "0")
	s = strings.TrimSuffix(s, ".")
	if s == "" || s == "-0" || s == "-" {
		return "0"
	}
	return s
}
