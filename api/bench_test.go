package api

import (
	"testing"

	"traject/kern/begrip"
)

// voorbeeldRegel is een dossier van veertig feiten zoals het in JSON Lines komt.
const voorbeeldRegel = `{"formaat":"traject/dossier/1","gemeente":"0148","persoon":{"bsn":"999990019","doelgroep":"gezin-en-overig"},"feiten":[` +
	`{"soort":"kennisgeving","datum":"2023-09-04"},{"soort":"inschrijving","datum":"2023-08-28"},{"soort":"pip-vastgesteld","datum":"2023-11-06","leerroute":"b1"},` +
	`{"soort":"uren","datum":"2024-01-15","wat":"nt2","uren":40,"keurmerk":"bow"},{"soort":"uren","datum":"2024-02-15","wat":"nt2","uren":40,"keurmerk":"bow"},` +
	`{"soort":"uren","datum":"2024-03-15","wat":"nt2","uren":40,"keurmerk":"bow"},{"soort":"uren","datum":"2024-04-15","wat":"nt2","uren":40,"keurmerk":"bow"},` +
	`{"soort":"uren","datum":"2024-05-15","wat":"nt2","uren":40,"keurmerk":"bow"},{"soort":"uren","datum":"2024-06-15","wat":"nt2","uren":40,"keurmerk":"bow"},` +
	`{"soort":"uren","datum":"2024-07-15","wat":"nt2","uren":40,"keurmerk":"bow"},{"soort":"uren","datum":"2024-08-15","wat":"nt2","uren":40,"keurmerk":"bow"},` +
	`{"soort":"voortgangsgesprek","datum":"2024-03-20"},{"soort":"voortgangsgesprek","datum":"2024-06-20"},{"soort":"voortgangsgesprek","datum":"2024-09-20"},` +
	`{"soort":"overtreding","datum":"2025-01-10","id":"o1","gedraging":"begeleiding","verwijtbaarheid":"normaal"},` +
	`{"soort":"rapport","datum":"2025-01-12","overtreding":"o1","door":"klantmanager"},{"soort":"zienswijze-gevraagd","datum":"2025-01-12","overtreding":"o1"},` +
	`{"soort":"boete-opgelegd","datum":"2025-01-27","overtreding":"o1","bedrag":"25.00","door":"teamleider"},` +
	`{"soort":"overtreding","datum":"2025-04-10","id":"o2","gedraging":"map-intensiteit","verwijtbaarheid":"opzet"}]}`

func BenchmarkJSONRegel(b *testing.B) {
	boek := moetBoek(b)
	v := Vraag{Op: begrip.MoetDag("2025-09-01")}
	in := []byte(voorbeeldRegel)
	var uit []byte
	b.ReportAllocs()
	for b.Loop() {
		var fout []begrip.Weigering
		if uit, fout = Antwoord(uit[:0], boek, "-", in, JSON, v); len(fout) > 0 {
			b.Fatal(fout)
		}
	}
	b.ReportMetric(float64(len(uit)), "B/antwoord")
}

func BenchmarkLezen(b *testing.B) {
	boek, in := moetBoek(b), []byte(voorbeeldRegel)
	b.ReportAllocs()
	for b.Loop() {
		if _, fout := Lees(in, JSON, boek); len(fout) > 0 {
			b.Fatal(fout)
		}
	}
}
