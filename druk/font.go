package druk

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
)

//go:embed letter/LiberationSans-Regular.ttf
var regularTTF []byte

//go:embed letter/LiberationSans-Bold.ttf
var boldTTF []byte

// font is a parsed TrueType font. It is read only after parsing, so all letters share it.
type font struct {
	name       string
	tables     map[string][]byte
	unitsPerEm int
	ascent     int
	descent    int
	capHeight  int
	bbox       [4]int
	numGlyphs  int
	numHMetric int
	longLoca   bool
	segments   []cmapSegment
	cmapRaw    []byte
	latin      [0x250]uint16 // glyphs of the characters that letters are made of
	widths     []int         // advance per glyph, in thousandths
}

type cmapSegment struct {
	start, end rune
	delta      uint16
	rangeAt    int // offset into cmapRaw of the idRangeOffset word; 0 when delta alone decides
}

var errFont = errors.New("lettertype is beschadigd")

var loadFonts = sync.OnceValues(func() ([2]*font, error) {
	regular, err := parseFont("LiberationSans", regularTTF)
	if err != nil {
		return [2]*font{}, fmt.Errorf("gewone letter lezen: %w", err)
	}
	bold, err := parseFont("LiberationSans-Bold", boldTTF)
	if err != nil {
		return [2]*font{}, fmt.Errorf("vette letter lezen: %w", err)
	}
	return [2]*font{regular, bold}, nil
})

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func parseFont(name string, data []byte) (*font, error) {
	f := &font{name: name, tables: map[string][]byte{}}
	if len(data) < 12 || len(data) < 12+16*u16(data, 4) {
		return nil, errFont
	}
	for i := range u16(data, 4) {
		rec := 12 + 16*i
		off, size := u32(data, rec+8), u32(data, rec+12)
		if off+size > len(data) {
			return nil, errFont
		}
		f.tables[string(data[rec:rec+4])] = data[off : off+size]
	}
	for _, t := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "OS/2", "cvt ", "fpgm", "prep"} {
		if len(f.tables[t]) == 0 {
			return nil, fmt.Errorf("tabel %s ontbreekt: %w", t, errFont)
		}
	}
	head, hhea, os2 := f.tables["head"], f.tables["hhea"], f.tables["OS/2"]
	f.unitsPerEm, f.longLoca = u16(head, 18), u16(head, 50) == 1
	f.bbox = [4]int{i16(head, 36), i16(head, 38), i16(head, 40), i16(head, 42)}
	f.ascent, f.descent, f.numHMetric = i16(hhea, 4), i16(hhea, 6), u16(hhea, 34)
	f.numGlyphs = u16(f.tables["maxp"], 4)
	f.capHeight = i16(os2, 88)
	if err := f.parseCmap(); err != nil {
		return nil, err
	}
	for r := range f.latin {
		f.latin[r] = f.lookup(rune(r))
	}
	f.widths = make([]int, f.numGlyphs)
	for g := range f.widths {
		f.widths[g] = u16(f.tables["hmtx"], 4*min(g, f.numHMetric-1)) * 1000 / f.unitsPerEm
	}
	return f, nil
}

// parseCmap reads the Windows BMP table (platform 3, encoding 1, format 4).
func (f *font) parseCmap() error {
	cmap := f.tables["cmap"]
	for i := range u16(cmap, 2) {
		rec := 4 + 8*i
		sub := cmap[u32(cmap, rec+4):]
		if u16(cmap, rec) != 3 || u16(cmap, rec+2) != 1 || u16(sub, 0) != 4 {
			continue
		}
		n := u16(sub, 6) / 2
		for s := range n {
			seg := cmapSegment{end: rune(u16(sub, 14+2*s)), start: rune(u16(sub, 16+2*n+2*s)), delta: uint16(u16(sub, 16+4*n+2*s))}
			at := 16 + 6*n + 2*s
			if u16(sub, at) != 0 {
				seg.rangeAt = at
			}
			f.segments = append(f.segments, seg)
		}
		f.cmapRaw = sub
		return nil
	}
	return fmt.Errorf("tekentabel ontbreekt: %w", errFont)
}

// glyph gives the glyph of a character; 0 when the font has none.
func (f *font) glyph(r rune) uint16 {
	if r >= 0 && int(r) < len(f.latin) {
		return f.latin[r]
	}
	return f.lookup(r)
}

func (f *font) lookup(r rune) uint16 {
	i, _ := slices.BinarySearchFunc(f.segments, r, func(s cmapSegment, r rune) int { return int(s.end) - int(r) })
	if i == len(f.segments) || r < f.segments[i].start {
		return 0
	}
	s := f.segments[i]
	if s.rangeAt == 0 {
		return uint16(r) + s.delta
	}
	g := u16(f.cmapRaw, s.rangeAt+u16(f.cmapRaw, s.rangeAt)+2*int(r-s.start))
	if g == 0 {
		return 0
	}
	return uint16(g) + s.delta
}

// advance gives the width of a glyph in thousandths of the font size.
func (f *font) advance(g uint16) int { return f.widths[g] }

func (f *font) outline(g uint16) []byte {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	if f.longLoca {
		return glyf[u32(loca, 4*int(g)):u32(loca, 4*int(g)+4)]
	}
	return glyf[2*u16(loca, 2*int(g)) : 2*u16(loca, 2*int(g)+2)]
}
