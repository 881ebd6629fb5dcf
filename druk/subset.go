package druk

import (
	"encoding/binary"
	"slices"
)

// subset collects the glyphs one letter uses and numbers them from 1 in order of
// first use; glyph 0 stays the font's "missing" glyph.
type subset struct {
	f     *font
	old   []uint16          // new number -> glyph of the font
	index map[uint16]uint16 // glyph of the font -> new number
	text  []rune            // new number -> character it stands for
}

func newSubset(f *font) *subset {
	return &subset{f: f, old: []uint16{0}, index: map[uint16]uint16{0: 0}, text: []rune{0}}
}

// use gives the new number of a character's glyph.
func (s *subset) use(r rune) uint16 {
	return s.add(s.f.glyph(r), r)
}

func (s *subset) add(g uint16, r rune) uint16 {
	n, ok := s.index[g]
	if !ok {
		n = uint16(len(s.old))
		s.index[g] = n
		s.old = append(s.old, g)
		s.text = append(s.text, r)
	}
	if s.text[n] == 0 {
		s.text[n] = r
	}
	return n
}

// The flags of a composite glyph (OpenType, table glyf).
const (
	argsAreWords = 1 << 0
	hasScale     = 1 << 3
	hasMore      = 1 << 5
	hasXYScale   = 1 << 6
	hasTwoByTwo  = 1 << 7
)

// components calls visit with the place of each component number in a composite glyph.
func components(outline []byte, visit func(at int)) {
	if len(outline) < 10 || i16(outline, 0) >= 0 {
		return
	}
	for at, more := 10, true; more; {
		flags := u16(outline, at)
		visit(at + 2)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&hasScale != 0:
			at += 2
		case flags&hasXYScale != 0:
			at += 4
		case flags&hasTwoByTwo != 0:
			at += 8
		}
		more = flags&hasMore != 0
	}
}

// file writes a TrueType file that holds just the used glyphs.
func (s *subset) file() []byte {
	for i := 0; i < len(s.old); i++ { // grows while composite glyphs pull in their parts
		o := s.f.outline(s.old[i])
		components(o, func(at int) { s.add(uint16(u16(o, at)), 0) })
	}
	var glyf, loca, hmtx []byte
	for _, g := range s.old {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		o := slices.Clone(s.f.outline(g))
		components(o, func(at int) { binary.BigEndian.PutUint16(o[at:], s.index[uint16(u16(o, at))]) })
		glyf = append(glyf, o...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		m := s.f.tables["hmtx"]
		i := min(int(g), s.f.numHMetric-1)
		hmtx = append(hmtx, m[4*i:4*i+2]...)
		if int(g) < s.f.numHMetric {
			hmtx = append(hmtx, m[4*i+2:4*i+4]...)
		} else {
			at := 4*s.f.numHMetric + 2*(int(g)-s.f.numHMetric)
			hmtx = append(hmtx, m[at:at+2]...)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(s.f.tables["head"]), slices.Clone(s.f.tables["hhea"]), slices.Clone(s.f.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0) // the checksum adjustment means nothing inside a PDF
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.old)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.old)))
	return sfntFile([]table{{"cvt ", s.f.tables["cvt "]}, {"fpgm", s.f.tables["fpgm"]}, {"glyf", glyf}, {"head", head},
		{"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"prep", s.f.tables["prep"]}})
}

type table struct {
	tag  string
	data []byte
}

// sfntFile puts tables, already sorted by tag, behind a table directory.
func sfntFile(tables []table) []byte {
	power, log := 1, 0
	for power*2 <= len(tables) {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tables), power * 16, log, (len(tables) - power) * 16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tables)
	for _, t := range tables {
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
