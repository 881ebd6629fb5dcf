package store

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// MaakCursor carries the last row of a page to the next request: one number and some texts.
func MaakCursor(getal int64, delen ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(getal, 10) + "\n" + strings.Join(delen, "\n")))
}

// LeesCursor reads what MaakCursor made, with this many texts; anything else gives ErrCursor.
func LeesCursor(cursor string, aantal int) (delen []string, getal int64, err error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	delen = strings.Split(string(b), "\n")
	if err != nil || len(delen) != aantal+1 {
		return nil, 0, ErrCursor
	}
	if getal, err = strconv.ParseInt(delen[0], 10, 64); err != nil {
		return nil, 0, ErrCursor
	}
	return delen[1:], getal, nil
}
