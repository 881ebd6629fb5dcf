package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"strings"
)

//go:embed bestanden
var ingebed embed.FS

// vorm is one asset ready to send: as it is and compressed.
type vorm struct {
	soort         string
	gewoon, klein []byte
}

// vormen are the assets by the name in their address, which holds a hash of the
// content: a browser may keep them for ever. adressen gives that address by name.
var vormen, adressen = laadBestanden()

func laadBestanden() (map[string]vorm, map[string]string) {
	lijst, namen := map[string]vorm{}, map[string]string{}
	soorten := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
	items, err := ingebed.ReadDir("bestanden")
	if err != nil {
		panic("web: the embedded assets are missing: " + err.Error())
	}
	for _, item := range items {
		b, err := ingebed.ReadFile("bestanden/" + item.Name())
		soort, bekend := soorten[path.Ext(item.Name())]
		if err != nil || !bekend {
			panic("web: asset " + item.Name() + " cannot be served")
		}
		som := sha256.Sum256(b)
		ext := path.Ext(item.Name())
		naam := strings.TrimSuffix(item.Name(), ext) + "." + hex.EncodeToString(som[:6]) + ext
		lijst[naam] = vorm{soort, b, klein(b)}
		namen[item.Name()] = "/bestanden/" + naam
	}
	return lijst, namen
}

func klein(b []byte) []byte {
	var uit bytes.Buffer
	z, err := gzip.NewWriterLevel(&uit, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(b)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic("web: compressing an asset: " + err.Error())
	}
	return uit.Bytes()
}

// adresVan gives the address of an asset, such as traject.css.
func adresVan(naam string) string { return adressen[naam] }

// bestand serves an asset.
func bestand(w http.ResponseWriter, r *http.Request) {
	v, ok := vormen[r.PathValue("naam")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", v.soort)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	inhoud := v.gewoon
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		inhoud = v.klein
	}
	// A client that hangs up is no fault of ours.
	if _, err := w.Write(inhoud); err != nil {
		return
	}
}
