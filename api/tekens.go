package api

import "unicode/utf8"

const hex = "0123456789abcdef"

// schrijfTekst schrijft een tekst als JSON: alleen wat moet krijgt een ontsnapping, en
// tekens als < en & blijven gewoon staan.
func schrijfTekst(b []byte, s string) []byte {
	b = append(b, '"')
	begin := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r != utf8.RuneError || n > 1 {
				i += n
				continue
			}
			b = append(append(b, s[begin:i]...), "\ufffd"...)
			i += n
			begin = i
			continue
		}
		b = append(b, s[begin:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\t':
			b = append(b, '\\', 't')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		begin = i
	}
	return append(append(b, s[begin:]...), '"')
}

// schrijfKnoop schrijft een waarde uit het bestand als JSON, in de volgorde waarin zij
// stond. Een getal dat JSON niet kent (zoals .inf in YAML) wordt tekst.
func schrijfKnoop(b []byte, k *knoop) []byte {
	switch k.aard {
	case isTekst:
		return schrijfTekst(b, k.tekst)
	case isGetal:
		if isJSONGetal(k.tekst) {
			return append(b, k.tekst...)
		}
		return schrijfTekst(b, k.tekst)
	case isVlag:
		return append(b, k.tekst...)
	case isLijst:
		b = append(b, '[')
		for i := range k.delen {
			if i > 0 {
				b = append(b, ',')
			}
			b = schrijfKnoop(b, &k.delen[i])
		}
		return append(b, ']')
	case isObject:
		b = append(b, '{')
		for i := range k.delen {
			if i > 0 {
				b = append(b, ',')
			}
			b = schrijfKnoop(append(schrijfTekst(b, k.delen[i].naam), ':'), &k.delen[i])
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

// isJSONGetal zegt of een getal ook in JSON zo geschreven mag worden.
func isJSONGetal(s string) bool {
	cijfers := func(i int) int {
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i
	}
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	begin := i
	if i = cijfers(i); i == begin || (s[begin] == '0' && i > begin+1) {
		return false
	}
	if i < len(s) && s[i] == '.' {
		begin = i + 1
		if i = cijfers(begin); i == begin {
			return false
		}
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		begin = i
		if i = cijfers(begin); i == begin {
			return false
		}
	}
	return i == len(s)
}
