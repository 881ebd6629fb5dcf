package druk

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// pdfFile collects numbered objects and writes them with their cross-reference table.
type pdfFile struct {
	objects [][]byte // object n stands at n-1; nil is reserved and still to come
}

// reserve hands out an object number before its content is known.
func (p *pdfFile) reserve() int {
	p.objects = append(p.objects, nil)
	return len(p.objects)
}

func (p *pdfFile) set(n int, body string) { p.objects[n-1] = []byte(body) }

func (p *pdfFile) add(body string) int {
	n := p.reserve()
	p.set(n, body)
	return n
}

// compressors are kept for the next stream: setting one up costs more than a page of text.
var compressors = sync.Pool{New: func() any { return zlib.NewWriter(io.Discard) }}

// stream adds a stream. Compressed is off for XMP, which readers look for in the clear.
func (p *pdfFile) stream(dict string, data []byte, compressed bool) (int, error) {
	if compressed {
		var z bytes.Buffer
		w := compressors.Get().(*zlib.Writer)
		w.Reset(&z)
		if _, err := w.Write(data); err != nil {
			return 0, fmt.Errorf("inpakken: %w", err)
		}
		if err := w.Close(); err != nil {
			return 0, fmt.Errorf("inpakken: %w", err)
		}
		compressors.Put(w)
		data, dict = z.Bytes(), dict+" /Filter /FlateDecode"
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<<%s /Length %d>>\nstream\n", dict, len(data))
	b.Write(data)
	b.WriteString("\nendstream")
	n := p.reserve()
	p.objects[n-1] = b.Bytes()
	return n, nil
}

// bytes writes the file. The identifier is the hash of the content, so that the same
// letter is the same file.
func (p *pdfFile) bytes(root, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(p.objects))
	for i, o := range p.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		b.Write(o)
		b.WriteString("\nendobj\n")
	}
	hash := sha256.Sum256(b.Bytes())
	id := hex.EncodeToString(hash[:16])
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %s /Info %s /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, ref(root), ref(info), id, id, start)
	return b.Bytes()
}

func ref(n int) string { return strconv.Itoa(n) + " 0 R" }

// textString writes a text as UTF-16 with its mark, in hexadecimal.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

func refs(numbers []int) string {
	var b strings.Builder
	for i, n := range numbers {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(ref(n))
	}
	return b.String()
}

// fontObjects writes a used font: the subset, its widths and its way back to text.
func (p *pdfFile) fontObjects(s *subset) (int, error) {
	data := s.file()
	hash := sha256.Sum256(data)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + hash[i]%26
	}
	name := string(tag) + "+" + s.f.name
	file, err := p.stream(fmt.Sprintf(" /Length1 %d", len(data)), data, true)
	if err != nil {
		return 0, err
	}
	f := s.f
	scale := func(v int) int { return v * 1000 / f.unitsPerEm }
	descriptor := p.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 32 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %s>>",
		name, scale(f.bbox[0]), scale(f.bbox[1]), scale(f.bbox[2]), scale(f.bbox[3]), scale(f.ascent), scale(f.descent), scale(f.capHeight), ref(file)))
	var widths strings.Builder
	for _, g := range s.old {
		fmt.Fprintf(&widths, "%d ", f.advance(g))
	}
	cid := p.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %s /CIDToGIDMap /Identity /DW 0 /W [0 [%s]]>>",
		name, ref(descriptor), strings.TrimSpace(widths.String())))
	unicode, err := p.stream("", s.toUnicode(), true)
	if err != nil {
		return 0, err
	}
	return p.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s>>", name, ref(cid), ref(unicode))), nil
}

// toUnicode writes the table from glyph number to character.
func (s *subset) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var lines []string
	for n, r := range s.text {
		if r != 0 {
			lines = append(lines, fmt.Sprintf("<%04X> %s\n", n, strings.Replace(textString(string(r)), "FEFF", "", 1)))
		}
	}
	for len(lines) > 0 { // at most a hundred a block
		k := min(100, len(lines))
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", k, strings.Join(lines[:k], ""))
		lines = lines[k:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
