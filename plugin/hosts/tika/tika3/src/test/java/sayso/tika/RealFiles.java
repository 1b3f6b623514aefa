package sayso.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files of the formats that a newsroom has, each with the paragraphs of one article. */
final class RealFiles {
    private static final float SIZE = 11;
    private static final float LEADING = 15;

    private RealFiles() {
    }

    static Map<String, byte[]> of(String article) throws IOException {
        List<String> paragraphs = List.of(article.split("\\R\\R+"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("article.pdf", pdf(paragraphs));
        files.put("article.docx", docx(paragraphs));
        files.put("article.html", html(paragraphs));
        files.put("article.eml", mail(paragraphs));
        return files;
    }

    private static byte[] pdf(List<String> paragraphs) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            PDPageContentStream page = null;
            float y = 0;
            for (String paragraph : paragraphs) {
                for (String line : wrapped(paragraph, 85)) {
                    if (y < 60) {
                        page = nextPage(document, page, font);
                        y = 780;
                    }
                    page.showText(line);
                    page.newLine();
                    y -= LEADING;
                }
                page.newLine();
                y -= LEADING;
            }
            page.endText();
            page.close();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static PDPageContentStream nextPage(PDDocument document, PDPageContentStream last, PDFont font) throws IOException {
        if (last != null) {
            last.endText();
            last.close();
        }
        PDPage page = new PDPage();
        document.addPage(page);
        PDPageContentStream stream = new PDPageContentStream(document, page);
        stream.beginText();
        stream.setFont(font, SIZE);
        stream.setLeading(LEADING);
        stream.newLineAtOffset(60, 740);
        return stream;
    }

    private static List<String> wrapped(String paragraph, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static byte[] docx(List<String> paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            for (String paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] html(List<String> paragraphs) {
        String body = paragraphs.stream().map(one -> "<p>" + escaped(one) + "</p>\n").collect(Collectors.joining());
        return ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>News</title><script>var said = \"Nobody said so.\";</script></head>"
            + "<body><article>\n" + body + "</article></body></html>").getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] mail(List<String> paragraphs) {
        String text = Base64.getMimeEncoder().encodeToString(String.join("\r\n\r\n", paragraphs).getBytes(StandardCharsets.UTF_8));
        return ("From: desk@example.org\r\nTo: archive@example.org\r\nSubject: For the archive\r\nDate: Fri, 14 Feb 2025 10:00:00 +0000\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    }
}
